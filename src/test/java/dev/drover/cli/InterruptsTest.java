package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptsTest {

  @Test
  void whatComesBeforeTheRunListensIsHeardFirst() {
    Interrupts interrupts = new Interrupts();
    interrupts.came("Ctrl-C");
    interrupts.came("Ctrl-C");
    List<String> heard = new ArrayList<>();
    interrupts.heardBy(heard::add);
    assertThat(heard).containsExactly("Ctrl-C", "Ctrl-C");
    interrupts.came("SIGTERM");
    assertThat(heard).containsExactly("Ctrl-C", "Ctrl-C", "SIGTERM");
  }
}
