package dev.drover.doctor;

/**
 * One line of the doctor's report.
 *
 * @param subject the host, the cluster or this machine
 * @param check what was looked at
 * @param words what was seen
 * @param next what to do about it; empty if nothing is to be done
 */
public record Finding(String subject, String check, Verdict verdict, String words, String next) {

  static Finding of(String subject, String check, Found found) {
    return new Finding(subject, check, found.verdict(), found.words(), found.next());
  }
}
