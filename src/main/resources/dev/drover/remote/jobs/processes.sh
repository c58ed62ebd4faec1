# When a process began, which tells it from a later one with its number; a zombie does not live.
drover_start() {
  if [ -r /proc/$$/stat ]; then
    read -r drover_s 2>/dev/null < "/proc/$1/stat" || return 0
    set -- ${drover_s##*) }
    [ "$1" = Z ] || { shift 19; echo "$1"; }
  else
    set -- $(LC_ALL=C ps -o state= -o lstart= -p "$1" 2>/dev/null)
    case ${1:-Z} in Z*) ;; *) shift; (IFS=-; echo "$*");; esac
  fi
}
# True while the job whose directory is the current one runs.
drover_alive() {
  [ ! -e status ] && read -r drover_p drover_t drover_r 2>/dev/null < pid &&
    [ "$(drover_start "$drover_p")" = "$drover_t" ]
}
