package dev.drover.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry.Ending;
import dev.drover.schema.FieldType;
import dev.drover.schema.Schema;
import dev.drover.task.Changes;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Lock;
import dev.drover.task.Recovery;
import dev.drover.tasks.CaseRun.Ran;
import dev.drover.tasks.CaseRun.Seen;
import dev.drover.testing.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What holds for each task kind, whatever it does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryKindTest {
  private static final Path PAGES = Path.of("docs/tasks");

  /** Kinds that never answer that they changed something, with the reason. */
  private static final Map<String, String> NEVER_CHANGES =
      Map.of(
          "assert", "it only judges",
          "confirm", "an answer is no part of the world",
          "pause", "it only lets time pass",
          "set_vars", "names are no part of the world",
          "wait_for", "it only waits",
          "wait_status", "it only waits");

  /** Kinds that have something to do whatever the world is like, with the reason. */
  private static final Map<String, String> ALWAYS_ACTS =
      Map.of(
          "confirm", "a question is asked every time",
          "pause", "time passes every time",
          "set_vars", "names are given every time");

  /** Kinds whose simulation leaves something to do, with the reason. */
  private static final Map<String, String> NOT_SIMULATED =
      Map.of("fetch", "it changes this machine, which is not simulated");

  /** Kinds that may leave something behind when they are cut off, with the reason. */
  private static final Map<String, String> LEAVES_BEHIND =
      Map.of("script", "its private directory in /tmp has a name that nobody can guess");

  /** A case with all that was seen of it. */
  private record Shown(Case of, Seen seen) {
    boolean ended(Predicate<Ran> how) {
      return seen.ran().filter(how).isPresent();
    }
  }

  private final Map<String, List<Shown>> shown = new LinkedHashMap<>();

  @BeforeAll
  void seeAllCases(@TempDir Path temporary) throws Exception {
    for (Path file : Case.files()) {
      Case read = Case.read(file, Files.createTempDirectory(temporary, "local"));
      Seen seen = CaseRun.see(read, Files.createTempDirectory(temporary, "journals"));
      shown.computeIfAbsent(read.kind(), _ -> new ArrayList<>()).add(new Shown(read, seen));
    }
  }

  private static Stream<DynamicTest> each(Consumer<Registered<?>> test) {
    return BuiltIn.kinds().all().stream()
        .map(kind -> DynamicTest.dynamicTest(kind.name(), () -> test.accept(kind)));
  }

  private static Stream<DynamicTest> eachBut(
      Map<String, String> excused, Consumer<Registered<?>> test) {
    return BuiltIn.kinds().all().stream()
        .filter(kind -> !excused.containsKey(kind.name()))
        .map(kind -> DynamicTest.dynamicTest(kind.name(), () -> test.accept(kind)));
  }

  private List<Shown> cases(Registered<?> kind) {
    return shown.getOrDefault(kind.name(), List.of());
  }

  private void hasCase(Registered<?> kind, String of, Predicate<Shown> wanted) {
    assertThat(cases(kind))
        .as("src/test/resources/tasks/%s needs a case of %s", kind.name(), of)
        .anyMatch(wanted);
  }

  @Test
  void casesBelongToKinds() {
    assertThat(shown.keySet())
        .isSubsetOf(BuiltIn.kinds().all().stream().map(Registered::name).toList());
  }

  @TestFactory
  Stream<DynamicTest> hasACaseOfAChange() {
    return eachBut(
        NEVER_CHANGES,
        kind ->
            hasCase(
                kind,
                "a change that is planned and made",
                one ->
                    one.ended(ran -> ran.done() && ran.end().changed())
                        && one.seen().look().orElseThrow().says(Changes.Some.class)));
  }

  @TestFactory
  Stream<DynamicTest> hasACaseOfNothingToDo() {
    return eachBut(
        ALWAYS_ACTS,
        kind ->
            hasCase(
                kind,
                "nothing to do",
                one ->
                    one.ended(ran -> ran.done() && !ran.end().changed())
                        && one.seen().look().orElseThrow().says(Changes.None.class)));
  }

  @TestFactory
  Stream<DynamicTest> hasACaseOfWrongArguments() {
    return each(kind -> hasCase(kind, "wrong arguments", one -> one.seen().wrong().hasErrors()));
  }

  @TestFactory
  Stream<DynamicTest> hasACaseOfAnInterruption() {
    return eachBut(
        NEVER_CHANGES,
        kind -> {
          hasCase(kind, "an interruption", one -> !one.seen().resumed().isEmpty());
        });
  }

  @TestFactory
  Stream<DynamicTest> endsTheSameAfterAnInterruption() {
    return each(kind -> {
      for (Shown one : cases(kind)) {
        for (CaseRun.Resumed resumed : one.seen().resumed()) {
          String where = one.of().name() + ", cut at " + resumed.at();
          assertThat(resumed.end().ending()).as(where).isEqualTo(Ending.DONE);
          if (!LEAVES_BEHIND.containsKey(kind.name())) {
            assertThat(resumed.after()).as(where).isEqualTo(one.seen().ran().orElseThrow().after());
          }
        }
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> simulatesWhatARunLeaves() {
    return each(kind -> {
      for (Shown one : cases(kind)) {
        one.seen()
            .simulated()
            .ifPresent(simulated ->
                assertThat(simulated.after())
                    .as(one.of().name())
                    .isEqualTo(one.seen().ran().orElseThrow().after()));
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> leavesNothingToDoAfterSimulating() {
    return eachBut(
        NOT_SIMULATED,
        kind -> {
          for (Shown one : cases(kind)) {
            one.seen()
                .simulated()
                .ifPresent(simulated -> {
                  Recovery recovery = one.seen().declared().orElseThrow().recovery();
                  // opaque: nobody can see in what is left whether it was run
                  if (recovery != Recovery.ASK && recovery != Recovery.ATTACH) {
                    assertThat(CaseText.words(simulated.again()))
                        .as(one.of().name())
                        .matches("(?s)(nothing to do|changes nothing): .*");
                  }
                });
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyArgumentAndResultHasADoc() {
    return each(kind -> {
      documented(kind.arguments());
      documented(kind.result());
    });
  }

  private static void documented(Schema schema) {
    for (Schema.Field field : schema.fields()) {
      assertThat(field.doc()).as(schema.type() + "." + field.name()).isNotBlank();
      if (field.type() instanceof FieldType.Nested(Schema inner)) {
        documented(inner);
      }
    }
  }

  /** Users read the annotation, contributors the comment: both say the same. */
  @TestFactory
  Stream<DynamicTest> saysToUsersWhatItsCommentSays() {
    return each(kind -> assertThat(KindPage.doc(kind)).isEqualTo(comment(kind)));
  }

  private static final Pattern COMMENT =
      Pattern.compile("(?s)/\\*\\*(.*?)\\*/\\s*(?:@Doc\\(.*?)?@Kind");

  private static String comment(Registered<?> kind) {
    Path source =
        Path.of("src/main/java", kind.kind().getClass().getName().replace('.', '/') + ".java");
    try {
      Matcher matcher = COMMENT.matcher(Files.readString(source));
      assertThat(matcher.find()).as(source.toString()).isTrue();
      return matcher
          .group(1)
          .replaceAll("(?m)^ *\\* ?", "")
          .replaceAll("\\{@code\\s+(.*?)\\}", "`$1`")
          .replaceAll("\\s+", " ")
          .replaceAll(" ?<p>", "\n\n")
          .strip();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> hasAPageThatIsUpToDate() {
    return each(kind -> {
      List<Shown> examples = cases(kind).stream().filter(one -> one.of().example()).toList();
      assertThat(examples).as("one case with `example: true` of " + kind.name()).hasSize(1);
      Golden.check(
          PAGES.resolve(kind.name() + ".md"), KindPage.of(kind, example(examples.getFirst())));
    });
  }

  private static KindPage.Example example(Shown one) {
    Seen seen = one.seen();
    Ran ran = seen.ran().orElseThrow();
    return new KindPage.Example(
        one.of().taskText(),
        one.of().about(),
        one.of().clean(CaseText.words(seen.look().orElseThrow())),
        one.of().clean(CaseText.words(ran.end())),
        seen.declared().orElseThrow());
  }

  @Test
  void theListOfKindsAndTheSettingsAreUpToDate() {
    Golden.check(PAGES.resolve("README.md"), KindPage.index(BuiltIn.kinds().all()));
    Set<Class<? extends Record>> settings =
        new LinkedHashSet<>(Set.of(Lock.class)); // the run's own
    shown
        .values()
        .forEach(cases ->
            cases.forEach(
                one -> one.seen().declared().ifPresent(of -> settings.addAll(of.settings()))));
    List<Class<? extends Record>> sorted =
        settings.stream().sorted(java.util.Comparator.comparing(KindPage::setting)).toList();
    Golden.check(PAGES.resolve("settings.md"), KindPage.settings(sorted));
  }

  @Test
  void noPageIsLeftOfAKindThatIsGone() throws Exception {
    List<String> known =
        new ArrayList<>(BuiltIn.kinds().all().stream().map(kind -> kind.name() + ".md").toList());
    known.addAll(List.of("README.md", "settings.md"));
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> String.valueOf(page.getFileName()))).isSubsetOf(known);
    }
  }
}
