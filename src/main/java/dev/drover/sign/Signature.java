package dev.drover.sign;

/** A statement and the SSH signature under it. */
public record Signature(Statement statement, String armour) {

  /** How it stands in a file of signatures. */
  String text() {
    return statement.text() + armour.strip() + "\n";
  }
}
