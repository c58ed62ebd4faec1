package dev.zdu.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One kind of misbehaviour, with the form of its value. */
public enum Fault {
  STUCK_STARTING("true"),
  ERROR("true"),
  CRASH("now|starting"),
  SLOW_STOP("\\d{1,4}"),
  VERSION("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"),
  NULL_STATE("true"),
  NULL_VERSION("true"),
  REST_STATUS("[45]\\d\\d"),
  SLOW_ANSWERS("\\d{1,4}"),
  APPROVE_ERROR("true"),
  EMPTY_CONFLICT("true");

  private final Pattern form;

  Fault(String form) {
    this.form = Pattern.compile(form);
  }

  /** Its name for a user. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The fault that {@code word} names. */
  public static Optional<Fault> named(String word) {
    return Arrays.stream(values()).filter(fault -> fault.word().equals(word)).findFirst();
  }

  /** All names, for messages. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Fault::word).toList();
  }

  boolean accepts(String value) {
    return form.matcher(value).matches();
  }

  String form() {
    return form.pattern();
  }
}
