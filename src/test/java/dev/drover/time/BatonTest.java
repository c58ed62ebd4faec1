package dev.drover.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One at a time, the same each time, in no time. */
@Timeout(60)
class BatonTest {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  private final List<String> said = new ArrayList<>();

  private void say(Baton baton, String words) {
    said.add(Duration.between(START, baton.now()).toSeconds() + " " + words);
  }

  @Test
  void timeJumpsToWhoeverWakesFirst() throws Exception {
    Baton baton = new Baton(1, START);
    String answer =
        baton.lead(
            "leader",
            () -> {
              baton.start("long", () -> sleeping(baton, 90, "long"));
              baton.start("short", () -> sleeping(baton, 5, "short"));
              baton.sleep(Duration.ofSeconds(30));
              say(baton, "leader");
              return "done";
            });
    assertThat(answer).isEqualTo("done");
    assertThat(said).containsExactly("5 short", "30 leader", "90 long");
  }

  private void sleeping(Baton baton, int seconds, String name) {
    try {
      baton.sleep(Duration.ofSeconds(seconds));
      say(baton, name);
    } catch (InterruptedException e) {
      say(baton, name + " was interrupted");
    }
  }

  @Test
  void theSeedDecidesWhoIsNext() throws Exception {
    Set<List<String>> orders = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      assertThat(order(seed)).as("the same seed, the same order").isEqualTo(order(seed));
      orders.add(order(seed));
    }
    assertThat(orders).as("different seeds, different orders").hasSizeGreaterThan(3);
  }

  private static List<String> order(long seed) throws Exception {
    Baton baton = new Baton(seed, START);
    List<String> order = new ArrayList<>();
    return baton.lead(
        "leader",
        () -> {
          for (String name : List.of("a", "b", "c")) {
            baton.start(
                name,
                () -> {
                  order.add(name + 1);
                  baton.pass();
                  order.add(name + 2);
                });
          }
          baton.sleep(Duration.ofSeconds(1));
          return order;
        });
  }

  @Test
  void whoWaitsLooksAgainAfterEachChange() throws Exception {
    Baton baton = new Baton(1, START);
    List<String> things = new ArrayList<>();
    baton.lead(
        "leader",
        () -> {
          baton.start(
              "maker",
              () -> {
                for (int i = 0; i < 3; i++) {
                  sleeping(baton, 10, "made " + i);
                  things.add("thing " + i);
                  baton.changed(things);
                }
              });
          return baton.await(
              things,
              "three things",
              () -> things.size() == 3 ? Optional.of(true) : Optional.empty());
        });
    assertThat(said).containsExactly("10 made 0", "20 made 1", "30 made 2");
  }

  @Test
  void anInterruptEndsSleepingAndWaitingButNoJoin() throws Exception {
    Baton baton = new Baton(1, START);
    baton.lead(
        "leader",
        () -> {
          Crew.Hand sleeper = baton.start("sleeper", () -> sleeping(baton, 100, "sleeper"));
          Crew.Hand waiter =
              baton.start(
                  "waiter",
                  () -> {
                    try {
                      baton.await(this, "what never comes", Optional::empty);
                    } catch (InterruptedException e) {
                      say(baton, String.valueOf(e.getMessage()));
                      sleeping(baton, 7, "waiter slept on");
                    }
                  });
          Crew.Hand leader = baton.self();
          baton.start(
              "killer",
              () -> {
                sleeping(baton, 10, "killer");
                sleeper.interrupt();
                waiter.interrupt();
                leader.interrupt();
              });
          waiter.join();
          say(baton, "the leader is interrupted: " + Thread.interrupted());
          return true;
        });
    assertThat(said)
        .containsExactlyInAnyOrder(
            "10 killer",
            "10 sleeper was interrupted",
            "10 told to end: what never comes",
            "17 waiter slept on",
            "17 the leader is interrupted: true");
  }

  @Test
  void aDeadlockSaysWhoWaitsForWhat() {
    Baton baton = new Baton(1, START);
    assertThatThrownBy(() ->
            baton.lead(
                "leader",
                () -> {
                  baton.start("other", () -> await(baton, "the leader to go on"));
                  await(baton, "the other to go on");
                  return true;
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "all wait for each other: leader waits for the other to go on;"
                + " other waits for the leader to go on");
  }

  private void await(Baton baton, String what) {
    try {
      baton.await(this, what, Optional::empty);
    } catch (InterruptedException e) {
      say(baton, "interrupted");
    }
  }

  @Test
  void whatBreaksInOneIsToldAtTheEnd() {
    Baton baton = new Baton(1, START);
    assertThatThrownBy(() ->
            baton.lead(
                "leader",
                () -> {
                  baton.start(
                      "other",
                      () -> {
                        throw new IllegalArgumentException("broken");
                      });
                  return true;
                }))
        .isInstanceOf(IllegalStateException.class)
        .cause()
        .hasMessage("broken");
  }

  @Test
  void thingsSideBySideAnswerInTheirOrder() throws Exception {
    for (Crew crew : List.of(Threads.THREADS, new Baton(3, START))) {
      List<String> answers =
          crew instanceof Baton baton ? baton.lead("leader", () -> both(crew)) : both(crew);
      assertThat(answers).containsExactly("a", "b");
    }
  }

  private static List<String> both(Crew crew) throws InterruptedException {
    return crew.<String>all("both", List.of(() -> "a", () -> "b"));
  }
}
