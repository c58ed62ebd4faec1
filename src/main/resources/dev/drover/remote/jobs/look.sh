# One line `ID STATE` for each job whose id begins with $1 and that was begun.
drover_state() {
  if drover_alive; then echo runs
  elif read -r drover_s drover_r 2>/dev/null < status; then
    case "$drover_s $drover_r" in 'ended late') echo ended;; ended*) echo stopped;; *) echo ended;; esac
  else echo lost; fi
}
drover_show() {
  drover_is "$1" 'drwx--[-S]---*' || return 1
  for drover_dir in "$1/$drover_id"*; do
    cd "$drover_dir" 2>/dev/null && [ -e pid ] && echo "${drover_dir##*/} $(drover_state)"
  done
  return 1
}
drover_id=$1; drover_place drover_show; exit 0
