package dev.drover.report;

import dev.drover.report.Style.Tone;
import java.util.List;
import java.util.Optional;

/**
 * A question of a change review, with what the plan answers.
 *
 * @param question in two or three words
 */
record Answer(String question, List<Line> lines) {

  /**
   * A line of an answer.
   *
   * @param tone empty if it is neither good nor bad
   */
  record Line(Optional<Tone> tone, String words) {

    static Line of(String words) {
      return new Line(Optional.empty(), words);
    }

    static Line bad(String words) {
      return new Line(Optional.of(Tone.BAD), words);
    }

    static Line good(String words) {
      return new Line(Optional.of(Tone.GOOD), words);
    }

    static Line careful(String words) {
      return new Line(Optional.of(Tone.CHANGE), words);
    }
  }

  Answer {
    lines = List.copyOf(lines);
  }
}
