package dev.drover.journal;

import dev.drover.schema.Doc;

/**
 * Which edition of a runbook: two with the same version may differ.
 *
 * @param language the version of the language that it is written in
 * @param commit the Git commit of its repository; empty if it lies in none
 * @param dirty whether files of that repository differed from the commit
 * @param tag the Git tag that it was taken from; empty if a file was named
 * @param content the SHA-256 of the runbook with all that it includes
 */
public record Edition(
    @Doc("Version of the language that it is written in") int language,
    @Doc("Git commit of its repository; empty if it lies in none") String commit,
    @Doc("Whether files of that repository differed from the commit") boolean dirty,
    @Doc("Git tag that it was taken from; empty if a file was named") String tag,
    @Doc("SHA-256 of the runbook with all that it includes") String content) {

  /** Nothing is known. */
  public static final Edition UNKNOWN = new Edition(0, "", false, "", "");
}
