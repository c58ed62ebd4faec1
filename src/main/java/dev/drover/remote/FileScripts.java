package dev.drover.remote;

/** The POSIX sh scripts behind {@link Files}; only what dash and busybox understand. */
final class FileScripts {

  /** Follows links, so that a path means what a program that opens it would see. */
  static final String STAT =
      """
      [ -e "$1" ] || { echo absent; exit 0; }
      LC_ALL=C ls -ldL -- "$1" | { read -r mode links owner group size rest; echo "$mode $owner $group $size"; }
      """;

  static final String READ =
      """
      [ -e "$1" ] || exit 66
      [ ! -d "$1" ] || { echo "$1 is a directory" >&2; exit 1; }
      exec head -c "$2" -- "$1"
      """;

  /** Defines {@code sum FILE}, with whichever of the three programs is there. */
  private static final String SUM =
      """
      sum() {
        if command -v sha256sum >/dev/null 2>&1; then sha256sum < "$1"
        elif command -v shasum >/dev/null 2>&1; then shasum -a 256 < "$1"
        elif command -v openssl >/dev/null 2>&1; then openssl dgst -sha256 -r < "$1"
        else echo "none of sha256sum, shasum and openssl is installed" >&2; return 1
        fi | { read -r hex rest && echo "$hex"; }
      }
      """;

  /** Finds the file {@code p} that the path means; a link stays a link. */
  private static final String FOLLOW =
      """
      p=$1; n=0
      while [ -L "$p" ]; do
        n=$((n + 1)); [ $n -le 20 ] || { echo "$1 is a link to itself" >&2; exit 1; }
        t=$(readlink -- "$p") || exit 1
        case $t in /*) p=$t;; *) p=$(dirname -- "$p")/$t;; esac
      done
      [ ! -d "$p" ] || { echo "$1 is a directory" >&2; exit 1; }
      umask 077
      size() { echo $(($(wc -c < "$tmp"))); }
      """;

  /** Puts a new file in its place, which takes over the owner of the old one. */
  private static final String REPLACE =
      """
      chmod "$2" "$tmp" || exit 1
      owner() { LC_ALL=C ls -ldn -- "$1" | { read -r mode links user group rest; echo "$user:$group"; }; }
      if [ -e "$p" ]; then
        was=$(owner "$p"); [ "$was" = "$(owner "$tmp")" ] || chown "$was" "$tmp" || exit 1
      fi
      mv -f -- "$tmp" "$p" || exit 1
      """;

  /**
   * What was cut on the way is not put in its place. Others may write to the same directory: no
   * link of theirs is written through, the file is made or that fails.
   */
  static final String WRITE =
      FOLLOW
          + """
          tmp=$p.drover-$$
          trap 'rm -f -- "$tmp"' EXIT
          trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM
          rm -f -- "$tmp"; set -C; cat > "$tmp" || exit 1
          [ "$(size)" = "$3" ] || { echo "the connection was cut before all of it was there" >&2; exit 67; }
          """
          + REPLACE;

  /**
   * What has arrived of a file is kept under its checksum in a private directory beside it, whose
   * name the next to come finds again.
   */
  private static final String PART =
      FOLLOW
          + """
          part=$(dirname -- "$p")/.${p##*/}.drover-part
          mine() {
            LC_ALL=C ls -ldn -- "$part" 2>/dev/null | (
              read -r mode links user rest && [ "$user" = "$(id -u)" ] || exit 1
              case $mode in drwx--[-S]---*) exit 0;; esac; exit 1
            )
          }
          """;

  static final String ARRIVED =
      PART
          + """
          tmp=$part/$2
          if mine && [ -f "$tmp" ]; then size; else echo 0; fi
          """;

  static final String UPLOAD =
      SUM
          + PART
          + """
          tmp=$part/$3
          [ -d "$part" ] || { mkdir -- "$part" && chmod 700 "$part"; } || exit 1
          mine || { echo "$part is not a directory of this user alone" >&2; exit 1; }
          if [ "$5" = 0 ]; then rm -f -- "$part"/* && : > "$tmp" || exit 1; fi
          [ -f "$tmp" ] && [ "$(size)" = "$5" ] || exit 68
          cat >> "$tmp" || { rm -rf -- "$part"; exit 1; }
          [ "$(size)" -ge "$4" ] || exit 69
          [ "$(sum "$tmp")" = "$3" ] || { rm -rf -- "$part"; exit 67; }
          """
          + REPLACE
          + "rm -rf -- \"$part\"\n";

  static final String DOWNLOAD =
      SUM
          + """
          [ -e "$1" ] || { echo "$1 does not exist" >&2; exit 1; }
          [ -f "$1" ] || { echo "$1 is no file" >&2; exit 1; }
          sum "$1" && exec cat -- "$1"
          """;

  static final String LIST =
      """
      [ -d "$1" ] || { echo "$1 is no directory" >&2; exit 1; }
      LC_ALL=C exec ls -1A -- "$1/"
      """;

  static final String MKDIRS = "exec mkdir -p -- \"$1\"\n";

  static final String REMOVE = "exec rm -rf -- \"$1\"\n";

  static final String RENAME =
      """
      [ -e "$1" ] || [ -L "$1" ] || { echo "$1 does not exist" >&2; exit 1; }
      if [ -e "$2" ] || [ -L "$2" ]; then echo "$2 exists already" >&2; exit 1; fi
      exec mv -- "$1" "$2"
      """;

  /** Looks at the nearest directory that exists, as the path itself may not be there yet. */
  static final String FREE =
      """
      p=$1
      while [ ! -e "$p" ] && [ "$p" != / ] && [ "$p" != . ]; do p=$(dirname -- "$p"); done
      LC_ALL=C df -Pk -- "$p" | awk 'NR > 1 { for (i = 2; i <= NF; i++) if ($i ~ /^[0-9]+%$/) { print $(i - 1); exit } }'
      """;

  static final String SHA256 =
      SUM
          + """
          [ -e "$1" ] || { echo absent; exit 0; }
          [ -f "$1" ] || { echo "$1 is no file" >&2; exit 1; }
          sum "$1"
          """;

  static final String READLINK =
      """
      [ -L "$1" ] || { echo absent; exit 0; }
      exec readlink -- "$1"
      """;

  /** Renames a new link over the old one, so that there is no moment without a link. */
  static final String LINK =
      """
      if [ -e "$1" ] && [ ! -L "$1" ]; then echo "$1 exists and is no link" >&2; exit 1; fi
      tmp=$1.drover-$$
      ln -s -- "$2" "$tmp" || exit 1
      [ -L "$1" ] || { mv -- "$tmp" "$1"; exit; }
      mv -fT -- "$tmp" "$1" 2>/dev/null || mv -fh -- "$tmp" "$1" 2>/dev/null || { rm -f -- "$1" && mv -- "$tmp" "$1"; }
      """;

  private FileScripts() {}
}
