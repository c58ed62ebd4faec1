package dev.drover.sign;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a signer states: that this very plan may run, until then. Its text is what is signed, byte
 * for byte.
 *
 * @param plan the hash of the plan
 * @param signer the principal of the signer, as allowed-signers files name people
 * @param made when it was signed, by the signer's clock
 * @param expires from when on it counts no longer
 */
public record Statement(String plan, String signer, Instant made, Instant expires) {

  /** What SSH calls the purpose of a signature; one for another purpose is worth nothing here. */
  public static final String NAMESPACE = "drover-plan";

  private static final String HEADER = "drover-plan-signature 1";
  private static final List<String> NAMES = List.of("plan", "signer", "made", "expires");

  /** How many lines the text has. */
  static final int LINES = 1 + NAMES.size();

  private static final Pattern HASH = Pattern.compile("[0-9A-Za-z][0-9A-Za-z:+/=_.-]{7,199}");

  /** No pattern, no list, no option: one person. */
  private static final Pattern PRINCIPAL = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}@._+/=:-]*");

  private static final int LONGEST_NAME = 200;

  public Statement {
    made = made.truncatedTo(ChronoUnit.SECONDS);
    expires = expires.truncatedTo(ChronoUnit.SECONDS);
    if (!HASH.matcher(plan).matches()) {
      throw new IllegalArgumentException("`plan` is no hash of a plan");
    }
    if (!isSigner(signer)) {
      throw new IllegalArgumentException("`signer` is not the name of one person");
    }
    if (!expires.isAfter(made)) {
      throw new IllegalArgumentException("it expires before it was made");
    }
  }

  /** Whether a text can name a signer. */
  public static boolean isSigner(String text) {
    return text.length() <= LONGEST_NAME && PRINCIPAL.matcher(text).matches();
  }

  /** The text that is signed. */
  public String text() {
    return """
    %s
    plan: %s
    signer: %s
    made: %s
    expires: %s
    """
        .formatted(HEADER, plan, signer, made, expires);
  }

  /**
   * The statement of these lines.
   *
   * @throws IllegalArgumentException if they are none, or not written as {@link #text} writes them:
   *     two texts never mean the same
   */
  static Statement parse(List<String> lines) {
    if (lines.size() != LINES || !lines.getFirst().equals(HEADER)) {
      throw new IllegalArgumentException("a signature begins with `" + HEADER + "`");
    }
    String[] values = new String[NAMES.size()];
    for (int i = 0; i < values.length; i++) {
      String start = NAMES.get(i) + ": ";
      String line = lines.get(i + 1);
      if (!line.startsWith(start)) {
        throw new IllegalArgumentException("`" + start.strip() + "` is missing");
      }
      values[i] = line.substring(start.length());
    }
    Statement statement =
        new Statement(
            values[0], values[1], time(NAMES.get(2), values[2]), time("expires", values[3]));
    if (!statement.text().equals(String.join("\n", lines) + "\n")) {
      throw new IllegalArgumentException("a time is not written as `2026-01-31T12:00:00Z`");
    }
    return statement;
  }

  private static Instant time(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("`" + name + "` is no time", e);
    }
  }
}
