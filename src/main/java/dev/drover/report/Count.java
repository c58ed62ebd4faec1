package dev.drover.report;

/** Numbers with what they count: {@code 1 host}, {@code 2 hosts}. */
final class Count {

  private Count() {}

  /** So many of something whose plural ends in s. */
  static String of(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** {@code 1 host is}, {@code 2 hosts are}. */
  static String of(long number, String thing, String one, String many) {
    return of(number, thing) + " " + (number == 1 ? one : many);
  }
}
