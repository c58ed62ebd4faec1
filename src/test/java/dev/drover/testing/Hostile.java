package dev.drover.testing;

import java.util.List;

/** Texts that would do harm where somebody takes them for more than data. */
public final class Hostile {

  private Hostile() {}

  /** Without NUL, which no command can be given. */
  public static List<String> texts() {
    return List.of(
        "x; rm -rf /",
        "$(reboot)",
        "`reboot`",
        "'; reboot; '",
        "\"; reboot; \"",
        "a\nreboot\n",
        "\r\nX-Injected: yes",
        "-oProxyCommand=reboot",
        "--",
        "../../etc/passwd",
        "/etc/passwd",
        "~root",
        "*",
        "",
        " ",
        "<script>alert(1)</script>",
        "]]></script><img src=x onerror=alert(1)>",
        "{{password}} {{{password}}} {{=<% %>=}} {{> /etc/passwd}}",
        "${password} %s %n \\0 \\",
        "! set server all/bb1 state maint; shutdown sessions",
        "\u001b[2J\u001b]0;owned\u0007",
        "\u001b[32mok\u001b[0m",
        "\u009b31m\u0085\u2028",
        "\u202egnp.exe\u2066",
        "\ufffd\ufdd0\uffff",
        "@everyone <!here> [x](javascript:alert(1)) | `x` # x",
        "x".repeat(100_000));
  }

  /** With it. */
  public static List<String> answers() {
    return java.util.stream.Stream.concat(
            texts().stream(),
            java.util.stream.Stream.of(
                "\0", "a\0b", "9".repeat(40), "-1", "drwx", "o", "o 9\n", "x\n"))
        .toList();
  }
}
