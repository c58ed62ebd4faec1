package dev.drover.machine;

/** The probe: POSIX sh that only reads, and says one fact a line. */
final class FactScript {

  /** Stands before each line, for a login shell may have things to say too. */
  static final String MARK = "drover-fact";

  /**
   * {@code $1} is {@code load} for processors and load alone, {@code all} for everything; paths
   * whose disks are asked for follow. What is missing on a machine is left out. Every program gets
   * an empty standard input, for this script may itself be read from there.
   */
  static final String TEXT =
      """
      LC_ALL=C; export LC_ALL
      what=$1; shift
      say() { printf 'drover-fact %s %s\\n' "$1" "$2"; }
      clock() {
        now=$(date +%s.%N 2>/dev/null)
        case $now in *[!0-9.]*|*.|'') now=$(date +%s 2>/dev/null) ;; esac
        say "$1" "$now"
      }
      processors() {
        count=$(getconf _NPROCESSORS_ONLN 2>/dev/null) || count=$(nproc 2>/dev/null) ||
          count=$(grep -c '^processor' /proc/cpuinfo 2>/dev/null) || count=1
        say cpu.count "$count"
        if [ -r /proc/loadavg ]; then read -r load rest < /proc/loadavg
        else load=$(uptime 2>/dev/null | sed 's/.*averages*: *\\([0-9.]*\\).*/\\1/'); fi
        say cpu.load1 "$load"
      }
      release() {
        for file in /etc/os-release /usr/lib/os-release; do
          [ -r "$file" ] || continue
          while IFS='=' read -r key value; do
            case $key in ID|ID_LIKE|VERSION_ID) say "os.$key" "$value" ;; esac
          done < "$file"
          return
        done
        say os.ID "$(uname -s)"; say os.VERSION_ID "$(uname -r)"
      }
      memory() {
        if [ -r /proc/meminfo ]; then
          while read -r key value rest; do
            case $key in MemTotal:|MemAvailable:|MemFree:|Buffers:|Cached:) say "memory.$key" "$value" ;; esac
          done < /proc/meminfo
        else
          bytes=$(sysctl -n hw.memsize 2>/dev/null) || bytes=$(sysctl -n hw.physmem 2>/dev/null) || return
          say memory.MemTotal: "$((bytes / 1024))"
        fi
      }
      disk() {
        path=$1
        while [ ! -e "$path" ] && [ -n "$path" ]; do path=${path%/*}; done
        say disk "$(df -P -k "${path:-/}" 2>/dev/null | sed -n '$p')"
      }
      virtual_machine() {
        java=${JAVA_HOME:+$JAVA_HOME/bin/java}
        [ -n "$java" ] && [ -x "$java" ] || java=$(command -v java 2>/dev/null) || return
        say java.path "$java"
        say java.version "$("$java" -version 2>&1 </dev/null | sed -n 's/.* version "\\([^"]*\\)".*/\\1/p' | sed -n 1p)"
      }
      services() {
        if [ -d /run/systemd/system ]; then say services systemd
        elif [ -d /etc/init.d ] || [ -d /etc/rc.d/init.d ]; then say services sysv
        else say services none; fi
      }
      if [ "$what" = all ]; then clock clock.begin; fi
      processors
      if [ "$what" = all ]; then
        release; memory; virtual_machine; services
        say kernel "$(uname -r)"; say arch "$(uname -m)"; say hostname "$(uname -n)"; say user "$(id -un)"
        for one; do disk "$one"; done
        clock clock.end
      fi
      exit 0
      """;

  private FactScript() {}
}
