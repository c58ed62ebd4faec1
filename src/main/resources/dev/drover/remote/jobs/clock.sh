# Counts seconds, by a clock that nobody sets if there is one.
drover_time() {
  if read -r drover_now drover_r 2>/dev/null < /proc/uptime; then drover_now=${drover_now%%.*}
  else drover_now=$(date +%s); fi
}
# Does something in so many seconds, unless the process $! is ended before, which leaves nothing: a
# sleep that was forked and does not run yet would lose any signal that can be caught.
drover_after() {
  (
    trap 'kill -s KILL $! 2>/dev/null; exit 0' TERM
    sleep "$1" & wait $! || exit 0
    trap '' TERM
    shift; "$@"
  ) </dev/null >/dev/null 2>&1 &
}
