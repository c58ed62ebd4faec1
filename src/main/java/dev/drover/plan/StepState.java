package dev.drover.plan;

import java.util.List;

/** What is known, before a run, of what a step will do. */
public sealed interface StepState {

  /** Nobody has looked. */
  record NotLooked() implements StepState {}

  /** It will change something; one line per change. */
  record WillChange(List<String> lines) implements StepState {
    public WillChange {
      lines = List.copyOf(lines);
    }
  }

  /** The state is already so. */
  record AlreadySo(String reason) implements StepState {}

  /** Whether it runs rests on a condition that only the run knows. */
  record MayRun(String condition) implements StepState {}

  /** It stands by: it runs only for the reason given. */
  record StandsBy(String why) implements StepState {}

  /** What it does rests on what an earlier step leaves behind. */
  record UnknownUntil(StepId step, String why) implements StepState {}

  /** Its condition is false now and stays so. */
  record WillSkip(String condition) implements StepState {}

  /** It changes nothing, whatever it finds: it waits or looks. */
  record WillLook(String words) implements StepState {}

  /** It would fail; why, and what to do about it, if that is known. */
  record WillFail(String why, String next) implements StepState {}

  /** It could not be looked at; what stood in the way. */
  record Unchecked(String why) implements StepState {}
}
