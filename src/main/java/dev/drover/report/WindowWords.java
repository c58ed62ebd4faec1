package dev.drover.report;

import dev.drover.review.PlayView;
import dev.drover.review.PlayView.WaveView;
import dev.drover.review.StepView;
import java.util.ArrayList;
import java.util.List;

/** Says in words which hosts a play changes, and how many of them at once. */
final class WindowWords {

  private WindowWords() {}

  /** The hosts that are changed, and how many are left alone. */
  static String hosts(PlayView play) {
    if (play.hosts().isEmpty()) {
      return "no host, " + play.others().size() + " left alone";
    }
    String hosts = HostNames.brief(play.hosts());
    return play.others().isEmpty()
        ? hosts
        : hosts + " (" + play.others().size() + " more left alone)";
  }

  /** How many at once, and which next, if that matters. */
  static String ofOrder(PlayView play) {
    return play.window() >= play.hosts().size() ? of(play) : of(play) + "; " + play.order();
  }

  /** How many at once, without what else limits them. */
  static String atOnce(PlayView play) {
    return play.waves().size() > 1 ? waves(play.waves()) : window(play.hosts().size(), play);
  }

  /** How many at once. */
  static String of(PlayView play) {
    if (play.hosts().isEmpty()) {
      return "nothing is changed";
    }
    List<String> words = new ArrayList<>();
    words.add(atOnce(play));
    if (!play.soak().isEmpty() && play.waves().size() > 1) {
      words.add(play.soak() + " of soak after each wave but the last");
    }
    if (!play.domain().isEmpty()) {
      words.add("never hosts of two `" + play.domain() + "` at once");
    }
    if (!play.maxFail().isEmpty()) {
      words.add("at most " + play.maxFail() + " of the hosts may fail");
    }
    return String.join("; ", words);
  }

  private static String window(int hosts, PlayView play) {
    if (play.steps().stream().allMatch(StepView::once)) {
      return "once for all";
    }
    int window = play.waves().isEmpty() ? hosts : play.waves().getFirst().window();
    if (window >= hosts) {
      return hosts == 1 ? "one host" : "all at once";
    }
    return window == 1 ? "one at a time" : window + " at a time";
  }

  private static String waves(List<WaveView> waves) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < waves.size(); i++) {
      WaveView wave = waves.get(i);
      boolean last = i == waves.size() - 1;
      String hosts =
          (last ? "the other " : "") + (wave.hosts() == 1 ? "one" : String.valueOf(wave.hosts()));
      String how =
          wave.hosts() == 1
              ? ""
              : wave.window() >= wave.hosts()
                  ? " at once"
                  : wave.window() == 1 ? ", one at a time" : ", " + wave.window() + " at a time";
      String unit = i > 0 ? "" : wave.hosts() == 1 ? " host" : " hosts";
      words.add((i == 0 ? "first " : "then ") + hosts + unit + how);
    }
    return String.join(", ", words);
  }
}
