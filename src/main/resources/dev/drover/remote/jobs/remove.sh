# Removes the directories of jobs that do not run: those older than $1 days, and those whose ids
# begin with one of the other arguments.
drover_sweep() {
  drover_is "$1" 'drwx--[-S]---*' || return 1
  find "$1/." ! -name . -prune -type d -mtime "+$drover_days" | while IFS= read -r drover_dir; do
    drover_drop "$drover_dir"
  done
  for drover_id in $drover_ids; do
    for drover_dir in "$1/$drover_id"*; do drover_drop "$drover_dir"; done
  done
  return 1
}
drover_drop() { (cd "$1" 2>/dev/null && ! drover_alive) && rm -rf -- "$1"; }
drover_days=$1; shift; drover_ids=$*
drover_place drover_sweep; exit 0
