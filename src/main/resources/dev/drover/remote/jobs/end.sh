# Ends the job $1 with all that it has started, politely first: its session, and the descendants of
# that in whatever session they are, but for this shell. Says first that it is ended, and why ($2).
# One that is about to begin is kept from it by the link that it would make.
drover_id=$1 why=$2
drover_place drover_has && cd "$drover_dir" || exit 0
[ ! -e status ] || exit 0
[ -e pid ] || { echo '- -' > void.$$ && ln void.$$ pid 2>/dev/null; rm -f void.$$; }
set -- ended.*
echo "ended $why" 1<> "$1"
ln "$1" status 2>/dev/null || { [ -e status ]; exit; }
read -r leader began rest < pid || exit 1
[ "$leader" != - ] || exit 0
now=$(drover_start "$leader"); [ -z "$now" ] || [ "$now" = "$began" ] || exit 0
all() {
  if [ -r /proc/$$/stat ]; then
    for f in /proc/[0-9]*/stat; do
      read -r s 2>/dev/null < "$f" || continue
      p=${s%% *}; set -- ${s##*) }; [ "$1" = Z ] || echo "$p $2 $3 $4 ${20}"
    done
  else
    ps -A -o pid= -o ppid= -o pgid= | while read -r p up g; do
      echo "$p $up $g $g $(drover_start "$p")"
    done
  fi
}
grow() {
  list=$(all); more=1
  while [ -n "$more" ]; do
    more=
    while read -r p up g s t; do
      case $found in *" $p:$t "*) continue;; esac
      if [ "$g" != "$leader" ] && [ "$s" != "$leader" ]; then
        case $found in *" $up:"*) ;; *) continue;; esac
      fi
      [ "$p" != $$ ] || continue
      found="$found$p:$t "; more=1
    done <<END
$list
END
  done
}
living() {
  left=
  for x in $found; do
    p=${x%%:*}; t=${x#*:}; [ "$(drover_start "$p")" != "$t" ] || left="$left $p"
  done
  [ -n "$left" ]
}
found=' '; grow; living && kill -s TERM $left 2>/dev/null
for i in 1 2 3 4 5; do
  living || break
  sleep 0.2 2>/dev/null || sleep 1
done
for i in 1 2 3 4 5; do
  grow; living || exit 0
  kill -s KILL $left 2>/dev/null
  sleep 0.1 2>/dev/null || sleep 1
done
echo "these processes can't be ended:$left" >&2; exit 1
