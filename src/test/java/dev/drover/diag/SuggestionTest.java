package dev.drover.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {

  private static final List<String> KNOWN = List.of("drain", "timeout", "lb_detach", "to");

  @Test
  void findsASlipOfTheKeyboard() {
    assertThat(Suggestion.nearest("drian", KNOWN)).hasValue("drain");
    assertThat(Suggestion.nearest("timeuot", KNOWN)).hasValue("timeout");
    assertThat(Suggestion.nearest("LB-Detach", KNOWN)).hasValue("lb_detach");
    assertThat(Suggestion.nearest("tp", KNOWN)).hasValue("to");
  }

  @Test
  void doesNotGuessWildly() {
    assertThat(Suggestion.nearest("window", KNOWN)).isEmpty();
    assertThat(Suggestion.nearest("", KNOWN)).isEmpty();
  }

  @Test
  void listsWhatThereIsIfNothingIsNear() {
    assertThat(Suggestion.hint("window", KNOWN, "the fields"))
        .isEqualTo("the fields: drain, lb_detach, timeout, to");
    assertThat(Suggestion.hint("x", List.of(), "the fields")).isEqualTo("the fields: none");
  }
}
