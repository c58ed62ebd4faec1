# Tells how a job goes, in frames: `o N` and `e N` before N bytes of an output, `h SECONDS` while
# nothing is printed, and at last `x STATUS`, `t` at the time limit, or `l` if the job was lost. A
# look costs two short processes, so it is taken less and less often.
drover_send() {
  [ "$3" -gt "$4" ] || return 0
  printf '%s %s\n' "$1" "$(($3 - $4))" || exit 1
  if [ "$4" -eq 0 ]; then head -c "$3" "$2"
  else tail -c "+$(($4 + 1))" "$2" | head -c "$(($3 - $4))"; fi
  drover_n=8 drover_beat=$drover_now
}
drover_follow() {
  drover_time
  drover_n=0 drover_beat=$drover_now
  read -r drover_p drover_t drover_began drover_limit 2>/dev/null < pid
  : "${drover_began:=$drover_now}" "${drover_limit:=86400}"
  while :; do
    drover_time
    drover_done=; [ ! -e status ] || drover_done=1
    set -- $(wc -c out err 2>/dev/null)
    if [ $# -ge 4 ]; then
      drover_send o out "$1" "$drover_o"
      drover_send e err "$3" "$drover_e"
      [ "$1" -le "$drover_o" ] || drover_o=$1
      [ "$3" -le "$drover_e" ] || drover_e=$3
    fi
    if [ -n "$drover_done" ]; then
      read -r drover_status drover_full < status
      printf 'x %s\n' "$drover_status $drover_full"; exit 0
    fi
    drover_age=$((drover_now - drover_began))
    if [ "$drover_age" -ge "$drover_limit" ]; then printf 't\n'; exit 0; fi
    if [ $((drover_now - drover_beat)) -ge 5 ]; then
      drover_beat=$drover_now
      printf 'h %s\n' "$drover_age" || exit 1
      if ! drover_alive && [ ! -e status ]; then printf 'l\n'; exit 0; fi
    fi
    drover_n=$((drover_n + 1))
    if [ $drover_n -le 5 ]; then drover_t=0.02; elif [ $drover_n -le 15 ]; then drover_t=0.1
    elif [ $drover_n -le 40 ]; then drover_t=0.3; else drover_t=1; fi
    sleep $drover_t 2>/dev/null || sleep 1
  done
}
