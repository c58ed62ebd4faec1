# Begins a job, unless it was begun before, and follows it. Arguments: its id, how many bytes of
# each output were heard before, its time limit and how long later it ends itself, in seconds, what
# the input ends with, the job's own script, and the one that ends it. On standard input: its
# command as one line, its input, that end.
drover_id=$1 drover_o=$2 drover_e=$3 drover_limit=$4 drover_grace=$5 drover_end=$6
drover_runner=$7 drover_ender=$8
drover_mask=$(umask); umask 077
drover_begun() { drover_has "$1" && [ -e "$drover_dir/pid" ]; }
drover_place drover_begun || drover_begin
cd "$drover_dir" || exit 74
drover_follow
