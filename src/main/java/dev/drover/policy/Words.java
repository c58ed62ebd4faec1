package dev.drover.policy;

import java.util.Collection;

/** Names in sentences. */
final class Words {

  /** So many are told by name. */
  private static final int TOLD = 5;

  private Words() {}

  /** The names, or the first of many. */
  static String some(Collection<String> names) {
    String some = String.join(", ", names.stream().limit(TOLD).toList());
    return names.size() <= TOLD ? some : some + " and " + (names.size() - TOLD) + " more";
  }
}
