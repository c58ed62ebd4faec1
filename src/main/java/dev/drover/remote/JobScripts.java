package dev.drover.remote;

/**
 * The POSIX sh scripts behind jobs: commands that run on when the connection is lost. Only what
 * dash and busybox understand.
 *
 * <p>A job has a private directory with {@code out}, {@code err}, {@code began} (when, and its time
 * limit), {@code pid} and, at its end, {@code status}. What is secret, its command line and its
 * input, goes through a named pipe, which keeps nothing. All variables and functions have a prefix,
 * because whatever the environment or the command knows by another name must stay as it is.
 */
final class JobScripts {

  /** The status of a script that could not keep a job; the last words say why. */
  static final int NOT_KEPT = 74;

  /** The status of a script that has not heard all of the input; nothing was begun. */
  static final int CUT = 75;

  /**
   * Lets go who waits at the pipe of a job for a partner that was ended, and so would wait for
   * ever; who comes later finds no pipe.
   */
  private static final String RELEASE =
      """
      drover_release() { [ ! -p in ] || { exec 9<> in; rm -f in; }; }
      """;

  /**
   * Where jobs are kept: calls a function with each place, best first, until one takes it. Others
   * can write to two of them, so nothing there is trusted that somebody else owns or can look into.
   */
  private static final String PLACES =
      """
      drover_uid=$(id -u)
      drover_is() {
        LC_ALL=C ls -ldn -- "$1" 2>/dev/null | (
          read -r drover_m drover_l drover_o drover_r && [ "$drover_o" = "$drover_uid" ] || exit 1
          case $drover_m in $2) exit 0;; esac; exit 1
        )
      }
      drover_place() {
        if [ -n "${HOME-}" ] && [ "$HOME" != / ] && drover_is "$HOME/." 'd*'; then
          "$1" "$HOME/.drover/jobs" && return 0
        fi
        "$1" "/var/tmp/.drover-$drover_uid" || "$1" "${TMPDIR:-/tmp}/.drover-$drover_uid"
      }
      drover_has() {
        drover_is "$1" 'drwx------*' && [ -d "$1/$drover_id" ] && drover_dir=$1/$drover_id
      }
      """;

  /** Tells a living process from a later one with its number; a zombie does not live. */
  private static final String START =
      """
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
      """;

  /** Counts seconds, by a clock that nobody sets if there is one. */
  private static final String NOW =
      """
      drover_time() {
        if read -r drover_now drover_r 2>/dev/null < /proc/uptime; then drover_now=${drover_now%%.*}
        else drover_now=$(date +%s); fi
      }
      """;

  /**
   * True while the job whose directory is the current one runs, or is about to. Between its
   * directory and its process lies a moment; a machine that was started anew is younger than it.
   */
  private static final String ALIVE =
      START
          + NOW
          + """
          drover_alive() {
            [ ! -e status ] || return 1
            if read -r drover_p drover_t 2>/dev/null < pid; then
              [ "$(drover_start "$drover_p")" = "$drover_t" ]; return
            fi
            drover_time; drover_b=$drover_now
            read -r drover_b drover_r 2>/dev/null < began
            [ "$drover_b" -le "$drover_now" ] && [ $((drover_now - drover_b)) -lt 15 ]
          }
          """;

  /**
   * The job itself, detached: {@code $1} its directory, {@code $2} the file mode mask. Says who it
   * is before it looks whether it may begin, as whoever ends it says so before looking for it. Its
   * status takes space that was taken before, so that a full disk does not lose it.
   */
  static final String RUNNER =
      START
          + """
          exec < "$1/in" || exit 125
          rm -f "$1/in"
          IFS= read -r drover_line || exit 125
          echo "$$ $(drover_start $$)" > "$1/pid.new" && mv -f "$1/pid.new" "$1/pid" || exit 125
          [ ! -e "$1/status" ] || exit 0
          (umask "$2"; eval "$drover_line") > "$1/out" 2> "$1/err"
          drover_status=$?
          (echo full > "$1/probe") 2>/dev/null || drover_status="$drover_status full"
          [ -e "$1/status" ] || {
            printf '%s ' "$drover_status" 1<> "$1/status.new"
            mv -f "$1/status.new" "$1/status"
          }
          """;

  /** Makes the directory, which only one of two can do, and begins. */
  private static final String BEGIN =
      """
      drover_make() {
        mkdir -p -- "$1" && drover_is "$1" 'drwx------*' || {
          echo "$1 is not a directory of this user alone" >&2; return 1
        }
        if mkdir "$1/$drover_id"; then drover_new=1
        else [ -d "$1/$drover_id" ] && drover_dir=$1/$drover_id; return; fi
        drover_dir=$1/$drover_id; drover_time
        if mkfifo "$drover_dir/in" && : > "$drover_dir/out" && : > "$drover_dir/err" \\
          && printf '%-99s\\n' '' > "$drover_dir/status.new" \\
          && echo "$drover_now $drover_limit" > "$drover_dir/began"; then return 0; fi
        rm -rf -- "$drover_dir"; drover_new=; return 1
      }
      drover_detach() {
        if command -v setsid >/dev/null 2>&1; then
          setsid sh -c 'exec setsid "$@"' drover-detach "$@"
        else (set -m; "$@" &); fi
      }
      drover_begin() {
        IFS= read -r drover_line && drover_input=$(cat) || exit 75
        case $drover_input in *"$drover_end") ;; *) exit 75;; esac
        drover_input=${drover_input%"$drover_end"}
        drover_new=; drover_place drover_make || exit 74
        [ -n "$drover_new" ] || return 0
        (printf '%s\\n%s' "$drover_line" "$drover_input" > "$drover_dir/in" &) </dev/null >/dev/null 2>&1
        drover_detach sh -c "$drover_runner" "drover-job-$drover_id" "$drover_dir" "$drover_mask" \\
          </dev/null >/dev/null 2>&1
        drover_line=; drover_input=
      }
      """;

  /**
   * Tells how it goes, in frames: {@code o N} and {@code e N} before N bytes of an output, {@code h
   * SECONDS} while nothing is printed, and at last {@code x STATUS}, {@code t} at the time limit,
   * or {@code l} if the job was lost. A look costs two short processes, so it is taken less and
   * less often.
   */
  private static final String FOLLOW =
      """
      drover_send() {
        [ "$3" -gt "$4" ] || return 0
        printf '%s %s\\n' "$1" "$(($3 - $4))" || exit 1
        if [ "$4" -eq 0 ]; then head -c "$3" "$2"
        else tail -c "+$(($4 + 1))" "$2" | head -c "$(($3 - $4))"; fi
        drover_n=8 drover_beat=$drover_now
      }
      cd "$drover_dir" || exit 74
      drover_time
      drover_n=0 drover_beat=$drover_now
      read -r drover_began drover_limit 2>/dev/null < began
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
          printf 'x %s\\n' "$drover_status $drover_full"; exit 0
        fi
        drover_age=$((drover_now - drover_began))
        if [ "$drover_age" -ge "$drover_limit" ]; then printf 't\\n'; exit 0; fi
        if [ $((drover_now - drover_beat)) -ge 5 ]; then
          drover_beat=$drover_now
          printf 'h %s\\n' "$drover_age" || exit 1
          if ! drover_alive && [ ! -e status ]; then printf 'l\\n'; exit 0; fi
        fi
        drover_n=$((drover_n + 1))
        if [ $drover_n -le 5 ]; then drover_t=0.02; elif [ $drover_n -le 15 ]; then drover_t=0.1
        elif [ $drover_n -le 40 ]; then drover_t=0.3; else drover_t=1; fi
        sleep $drover_t 2>/dev/null || sleep 1
      done
      """;

  /**
   * Begins a job, unless it was begun before, and follows it. Arguments: its id, how many bytes of
   * each output were heard before, its time limit in seconds, what the input ends with, and {@link
   * #RUNNER}. On standard input: its command as one line, its input, that end.
   */
  static final String RUN =
      """
      drover_id=$1 drover_o=$2 drover_e=$3 drover_limit=$4 drover_end=$5 drover_runner=$6
      drover_mask=$(umask); umask 077
      drover_dir=
      """
          + PLACES
          + ALIVE
          + BEGIN
          + """
          drover_place drover_has || drover_begin
          """
          + FOLLOW;

  /** How a job is doing: {@code ended}, {@code runs} or {@code lost}; in its directory. */
  private static final String STATE =
      """
      drover_state() {
        if drover_alive; then echo runs
        elif read -r drover_s drover_r 2>/dev/null < status && [ "$drover_s" != ended ]; then echo ended
        else echo lost; fi
      }
      """;

  /** One line {@code ID STATE} for each job whose id begins with {@code $1}. */
  static final String LOOK =
      PLACES
          + ALIVE
          + STATE
          + """
          drover_show() {
            drover_is "$1" 'drwx------*' || return 1
            for drover_dir in "$1/$drover_id"*; do
              cd "$drover_dir" 2>/dev/null && echo "${drover_dir##*/} $(drover_state)"
            done
            return 1
          }
          drover_id=$1; drover_place drover_show; exit 0
          """;

  /**
   * Ends the job {@code $1} with all that it has started, politely first: its session, and the
   * descendants of that in whatever session they are. Says that it is ended before it looks for it,
   * so that one that is just beginning does not.
   */
  static final String END =
      PLACES
          + START
          + RELEASE
          + """
          drover_id=$1; drover_place drover_has && cd "$drover_dir" || exit 0
          [ ! -e status ] || exit 0
          printf 'ended ' 1<> status.new; mv -f status.new status || exit 1
          read -r leader began 2>/dev/null < pid || { drover_release; exit 0; }
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
          """;

  /**
   * Removes the directories of jobs that do not run: those older than {@code $1} days, and those
   * whose ids begin with one of the other arguments.
   */
  static final String REMOVE =
      PLACES
          + ALIVE
          + RELEASE
          + """
          drover_sweep() {
            drover_is "$1" 'drwx------*' || return 1
            find "$1/." ! -name . -prune -type d -mtime "+$drover_days" | while IFS= read -r drover_dir; do
              drover_drop "$drover_dir"
            done
            for drover_id in $drover_ids; do
              for drover_dir in "$1/$drover_id"*; do drover_drop "$drover_dir"; done
            done
            return 1
          }
          drover_drop() {
            (cd "$1" 2>/dev/null && ! drover_alive && drover_release) && rm -rf -- "$1"
          }
          drover_days=$1; shift; drover_ids=$*
          drover_place drover_sweep; exit 0
          """;

  private JobScripts() {}
}
