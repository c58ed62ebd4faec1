package dev.zdu.cluster;

/** The answer to an action. */
public sealed interface Decision {

  /** The action is legal and leads to {@code next}. */
  record Legal(UpgradeMode next) implements Decision {}

  /** The action is not legal now. */
  record Refused(String reason) implements Decision {}
}
