package dev.drover.secret;

/**
 * A password of vaults under the label that it is known by.
 *
 * @param id the label, as encrypted texts of format 1.2 name it
 * @param source where it comes from; asked when the first text needs it, and only once
 */
public record VaultIdentity(String id, Source source) {

  /** The label of passwords that were given without one. */
  public static final String DEFAULT = "default";

  /** Where a password comes from. */
  @FunctionalInterface
  public interface Source {
    /** Reads it, runs the program that prints it, or asks for it. */
    VaultPassword password() throws VaultException;
  }
}
