package dev.drover.remote;

/**
 * The POSIX sh scripts behind {@link Processes}. They read {@code /proc} where there is one,
 * because minimal systems have no {@code ps}.
 */
final class ProcessScripts {

  /**
   * Defines {@code show PID}: one line with id, start, user and command line, or nothing if there
   * is no such process, or only a zombie.
   */
  private static final String SHOW =
      """
      show() {
        if [ -r /proc/$$/stat ]; then
          read -r stat 2>/dev/null < "/proc/$1/stat" || return 0
          set -- "$1" ${stat##*) }
          [ "$2" != Z ] || return 0
          shift 20; pid=${stat%% *}; start=$1
          args=$(tr '\\0\\n' '  ' 2>/dev/null < "/proc/$pid/cmdline") || return 0
          user=$(LC_ALL=C ls -ld "/proc/$pid" 2>/dev/null | { read -r mode links user rest; echo "$user"; })
          [ -n "$user" ] || return 0
        else
          pid=$1
          set -- $(LC_ALL=C ps -o state= -o user= -o lstart= -p "$pid" 2>/dev/null)
          case ${1:-Z} in Z*) return 0;; esac
          user=$2; shift 2; start=$(IFS=-; echo "$*")
          args=$(ps -o args= -p "$pid")
        fi
        echo "$pid $start $user $args"
      }
      """;

  static final String PIDFILE =
      SHOW
          + """
          pid=
          [ -e "$1" ] || exit 0
          read -r pid rest < "$1" || [ -n "$pid" ] || exit 0
          case $pid in *[!0-9]* | '') echo "$1 does not hold a process id" >&2; exit 1;; esac
          show "$pid"
          """;

  /**
   * Reads without starting a program for each process. Leaves out itself and its kind: their own
   * command lines hold what they look for.
   */
  static final String FIND =
      SHOW
          + """
          if [ -r /proc/$$/stat ]; then
            for f in /proc/[0-9]*/cmdline; do
              line=; IFS= read -r line 2>/dev/null < "$f" || [ -n "$line" ] || continue
              case $line in *processes.find*) continue;; *"$1"*) f=${f#/proc/}; show "${f%/cmdline}";; esac
            done
          else
            ps -A -o pid= -o args= | while read -r pid line; do
              case $line in *processes.find*) ;; *"$1"*) show "$pid";; esac
            done
          fi 2>/dev/null
          """;

  static final String LOOK = SHOW + "show \"$1\"\n";

  /** Looks again right before, so that a process that got the number meanwhile is left alone. */
  static final String SIGNAL =
      SHOW
          + """
          now=$(show "$1")
          case $now in "$1 $2 "*) ;; *) echo gone; exit 0;; esac
          kill -s "$3" "$1" || exit 1
          echo sent
          """;

  /**
   * Ends the process groups of the commands with a marker, politely first. Only groups whose leader
   * has the marker are taken: a shell in between may belong to the group of the SSH server.
   */
  private static final String END =
      """
      group() { [ "$1" != "$4" ] || echo "$1"; }
      groups=
      for f in /proc/[0-9]*/cmdline; do
        line=; IFS= read -r line 2>/dev/null < "$f" || [ -n "$line" ] || continue
        case $line in *processes.end*) continue;; *"$1"*) ;; *) continue;; esac
        read -r stat 2>/dev/null < "${f%cmdline}stat" || continue
        groups="$groups $(group "${stat%% *}" ${stat##*) })"
      done
      if [ ! -r /proc/$$/stat ]; then
        groups=$(ps -A -o pid= -o pgid= -o args= | while read -r pid g line; do
          case $line in *processes.end*) ;; *"$1"*) [ "$pid" != "$g" ] || echo "$g";; esac
        done)
      fi
      for g in $groups; do kill -s TERM -- "-$g"; done
      for i in 1 2 3 4 5; do
        left=; for g in $groups; do kill -s 0 -- "-$g" && left=1; done
        [ -n "$left" ] || exit 0
        sleep 0.2 || sleep 1
      done
      for g in $groups; do kill -s KILL -- "-$g"; done
      """;

  /** Ends a command by the marker of its {@link ShellLine}. */
  static Command end(String marker) {
    return Command.script("processes.end", END, marker);
  }

  private ProcessScripts() {}
}
