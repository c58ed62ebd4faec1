# The job itself, detached: $1 its directory, $2 the file mode mask, $3 what the names of files end
# with that were made for it, $4 its time limit, $5 how long later it ends itself, $6 what ends it,
# $7 its id. It may be started more than once: who makes the link `pid` is the one that runs.
IFS= read -r drover_line || exit 1
drover_time
: >> "$1/out" && : >> "$1/err" &&
  echo "$$ $(drover_start $$) $drover_now $4 " 1<> "$1/claim.$3" &&
  ln "$1/claim.$3" "$1/pid" || { rm -f "$1"/*."$3"; exit 1; }
# Whoever has started it waits for this.
exec >/dev/null 2>&1
drover_after "$(($4 + $5))" exec sh -c "$6" "drover-job-$7" "$7" late
drover_watch=$!
(umask "$2"; eval "$drover_line") > "$1/out" 2> "$1/err"
drover_status=$?
kill "$drover_watch"; wait "$drover_watch"
(echo full > "$1/probe") || drover_status="$drover_status full"
# The space was taken before, so that a full disk does not lose it.
echo "$drover_status" 1<> "$1/status.$3" && ln "$1/status.$3" "$1/status"
rm -f "$1"/*."$3"
