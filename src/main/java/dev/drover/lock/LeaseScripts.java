package dev.drover.lock;

/**
 * The POSIX sh scripts behind {@link LeaseFile}; only what dash and busybox understand.
 *
 * <p>Each state of a lease is a file of its own, {@code NAME.1}, {@code NAME.2}, …, and the highest
 * number counts. The next state is written aside and then linked to the next number, which works
 * for one of all who try, also over NFS. So there is no mutex that could be left behind: whoever is
 * killed in between has either done all of it or nothing.
 */
final class LeaseScripts {

  /** The directory that has to be there is not. */
  static final int NO_BASE = 72;

  /**
   * Defines what both scripts need. The time since the machine was started can't be set by anybody,
   * so that is what ages are judged by; the date is for people.
   */
  private static final String COMMON =
      """
      f=$1; base=$2
      case $f in /*) ;; *) f=${HOME:?}/$f;; esac
      d=${f%/*}; b=${f##*/}
      fail() { echo "$2" >&2; exit "$1"; }
      [ -z "$base" ] || [ -d "$base" ] || fail 72 "$base is not there"
      now=$(date +%s) || exit 1
      boot=-; up=0
      if [ -r /proc/uptime ] && [ -r /proc/sys/kernel/random/boot_id ]; then
        read -r up rest < /proc/uptime; up=${up%%.*}
        read -r boot < /proc/sys/kernel/random/boot_id
      fi
      node=$(uname -n)
      states() {
        [ -d "$d" ] || return 0
        names=$(LC_ALL=C ls -1 -- "$d") || exit 1
        set -f; old=$IFS; IFS='
      '
        for name in $names; do
          case $name in "$b".*) ;; *) continue;; esac
          k=${name#"$b".}
          case $k in '' | 0* | *[!0-9]* | ????????????????*) continue;; esac
          echo "$k"
        done
        IFS=$old; set +f
      }
      newest() {
        all=$(states) || exit 1
        n=0; for k in $all; do [ "$k" -le "$n" ] || n=$k; done
      }
      place() {
        p=$d
        while [ ! -e "$p" ] && [ "$p" != / ] && [ -n "$p" ]; do p=${p%/*}; done
        [ -n "$p" ] || p=/
        if [ -d "$p" ] && [ -w "$p" ] && [ -x "$p" ]; then echo yes; else echo "no $p"; fi
      }
      show() {
        for try in 1 2 3 4 5; do
          [ "$n" = 0 ] && break
          said=$(head -c 65536 -- "$f.$n" 2>&1) && break
          [ $try -lt 5 ] || fail 74 "$said"
          newest
        done
        text=$said
        echo "clock $boot $up $now $node"
        echo "file $f"
        echo "writable $(place)"
        echo "generation $n"
        [ "$n" = 0 ] || printf '%s\\n' "$text"
      }
      """;

  static final String LOOK = COMMON + "newest\nshow\n";

  /**
   * Makes standard input the next state, if {@code $3} is still the newest. With {@code $4} it gets
   * a new token, higher than {@code $5}. Old states go, but not at once: whoever has seen an old
   * one as the newest must find a newer one after its link, however late that is.
   */
  static final String PUT =
      COMMON
          + """
          over=$3; fresh=$4; token=$5; hold=$6; log=$7
          umask 022
          [ -d "$d" ] || mkdir -p -- "$d" || exit 1
          newest
          if [ "$n" != "$over" ]; then cat > /dev/null; show; exit 0; fi
          next=$((over + 1)); tmp=$f.new-$hold-$$
          trap 'rm -f -- "$tmp"' EXIT
          trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM
          if [ "$fresh" = 1 ]; then
            token=$((token + 1)); [ "$now" -le "$token" ] || token=$now
          fi
          {
            cat && echo "token $token" && echo "renewed $now" && echo "clock $boot $up $node" &&
            { [ "$fresh" != 1 ] || echo "since $now"; } && echo end
          } > "$tmp" || fail 73 "$tmp can't be written"
          linked=
          if said=$(ln -- "$tmp" "$f.$next" 2>&1); then linked=1
          elif [ ! -e "$f.$next" ]; then fail 75 "$f.$next can't be made as a hard link: $said"
          fi
          rm -f -- "$tmp"
          newest
          if [ -n "$linked" ] && [ "$n" = "$next" ]; then
            [ -z "$log" ] || [ -L "$f.log" ] || echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) token $token $log" >> "$f.log"
            keep=$((n - 7)); last=$f.$keep
            for k in $all; do
              [ "$k" -ge "$keep" ] || rm -f -- "$f.$k"
            done
            if [ -e "$last" ]; then
              for left in "$f".new-*; do
                [ ! -e "$left" ] || [ -n "$(find "$left" -newer "$last")" ] || rm -f -- "$left"
              done
            fi
          fi
          show
          """;

  /** What has been done with a lease, the newest last. */
  static final String LOG =
      """
      f=$1
      case $f in /*) ;; *) f=${HOME:?}/$f;; esac
      [ ! -e "$f.log" ] || tail -n "$2" -- "$f.log"
      """;

  private LeaseScripts() {}
}
