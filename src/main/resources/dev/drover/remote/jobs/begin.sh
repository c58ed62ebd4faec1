# Makes the directory, and the files that a job needs when the disk is full.
drover_make() {
  mkdir -p -- "$1" && drover_is "$1" 'drwx--[-S]---*' || {
    echo "$1 is not a directory of this user alone" >&2; return 1
  }
  drover_dir=$1/$drover_id
  mkdir -p -- "$drover_dir" && for drover_f in claim status ended; do
    printf '%-99s\n' '' > "$drover_dir/$drover_f.$$" || { drover_unmake; return 1; }
  done
}
drover_unmake() { rm -f "$drover_dir"/*.$$; rmdir "$drover_dir" 2>/dev/null; }
drover_detach() {
  if command -v setsid >/dev/null 2>&1; then
    setsid sh -c 'exec setsid "$@"' drover-detach "$@"
  else (set -m; "$@" <&3 3<&- &) 3<&0; fi
}
# Whoever was to say the command is gone, and the connection does not know.
drover_hung() {
  read -r drover_p drover_s drover_s drover_p drover_r < /proc/self/stat && [ "$drover_p" = $$ ] &&
    kill -s KILL $$
}
# Hears all of the command before it begins anything, and waits until it runs. The job is fed by a
# pipe that nobody else has: if one end goes, the other does not wait.
drover_begin() {
  drover_after 600 drover_hung
  drover_hurry=$!
  drover_input=; IFS= read -r drover_line && drover_input=$(cat)
  kill $drover_hurry
  case $drover_input in *"$drover_end") ;; *) exit 75;; esac
  drover_input=${drover_input%"$drover_end"}
  drover_place drover_make || exit 74
  drover_said=$(
    printf '%s\n%s' "$drover_line" "$drover_input" 2>/dev/null |
      drover_detach sh -c "$drover_runner" "drover-job-$drover_id" "$drover_dir" "$drover_mask" \
        $$ "$drover_limit" "$drover_grace" "$drover_ender" "$drover_id" 2>&1 &
  )
  drover_line=; drover_input=
  [ -e "$drover_dir/pid" ] || {
    drover_unmake; echo "its shell did not start: $drover_said" >&2; exit 74
  }
}
