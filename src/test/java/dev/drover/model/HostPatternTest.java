package dev.drover.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternTest {

  private static final Inventory INVENTORY = inventory();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          all ; bb1 bb2 bb3 lb1 db.example.com 2001:db8::7
          * ; bb1 bb2 bb3 lb1 db.example.com 2001:db8::7
          bitbucket ; bb1 bb2 bb3
          bb2 ; bb2
          bb3,bb1 ; bb1 bb3
          lb1:bitbucket ; bb1 bb2 bb3 lb1
          bitbucket , lb1 ; bb1 bb2 bb3 lb1
          2001:db8::7 ; 2001:db8::7
          bb1,2001:db8::7 ; bb1 2001:db8::7
          bitbucket:!bb2 ; bb1 bb3
          !bb2:bitbucket ; bb1 bb3
          bitbucket,!bb2,!bb3 ; bb1
          bitbucket:&rack1 ; bb1 bb2
          &rack1 ; bb1 bb2 lb1
          !bitbucket ; lb1 db.example.com 2001:db8::7
          bitbucket:lb1:&rack1:!bb1 ; bb2 lb1
          bitbucket:!empty ; bb1 bb2 bb3
          bb* ; bb1 bb2 bb3
          bit* ; bb1 bb2 bb3
          b?1 ; bb1
          b[bx]3 ; bb3
          bb[!12] ; bb3
          *.example.com ; db.example.com
          ~(bb|lb)1 ; bb1 lb1
          ~bb[1:2] ; bb1 bb2
          ~b{2,3}1:lb1 ; bb1 lb1
          all:!~bb\\d ; lb1 db.example.com 2001:db8::7
          ~bit ; bb1 bb2 bb3
          bitbucket[0] ; bb1
          bitbucket[-1] ; bb3
          bitbucket[0:1] ; bb1 bb2
          bitbucket[1:] ; bb2 bb3
          bitbucket[:1] ; bb1 bb2
          bitbucket[1:99] ; bb2 bb3
          bitbucket[-2:-1] ; bb2 bb3
          bb*[0] ; bb1
          all:!bitbucket[0] ; bb2 bb3 lb1 db.example.com 2001:db8::7
          """)
  void selectsInTheOrderOfTheInventory(String pattern, String hosts) {
    Diagnostics diagnostics = new Diagnostics();
    List<Host> selected = HostPattern.select(pattern, span(pattern), INVENTORY, diagnostics);
    assertThat(diagnostics.sorted()).isEmpty();
    assertThat(selected.stream().map(Host::name)).containsExactly(hosts.split(" "));
  }

  @Test
  void tellsWhatANameCouldBe() {
    assertThat(mistakes("bitbuket"))
        .containsExactly(
            "1:8 hosts.unknown `bitbuket` is neither a group nor a host of the inventory (did you"
                + " mean `bitbucket`?)");
  }

  @Test
  void namesTheGroupsIfNoNameIsNear() {
    assertThat(mistakes("production"))
        .containsExactly(
            "1:8 hosts.unknown `production` is neither a group nor a host of the inventory (the"
                + " groups that have hosts: all, bitbucket, rack1)");
  }

  @Test
  void reportsAllUnknownNamesAtTheirPlaces() {
    assertThat(mistakes("all:!bb9:local"))
        .containsExactly(
            "1:13 hosts.unknown `bb9` is neither a group nor a host of the inventory (did you mean"
                + " `bb1`?)",
            "1:17 hosts.unknown `local` is neither a group nor a host of the inventory (the groups"
                + " that have hosts: all, bitbucket, rack1)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"empty", "bitbucket:&db.example.com", "all:!all", "zz*", "~zz", "bb1:!bb1"})
  void reportsThatNothingIsSelected(String pattern) {
    assertThat(mistakes(pattern))
        .containsExactly(
            "1:8 hosts.none no host matches `"
                + pattern
                + "` (the groups that have hosts: all, bitbucket, rack1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ":", ",", " , : "})
  void reportsAnEmptyPattern(String pattern) {
    assertThat(mistakes(pattern))
        .containsExactly(
            "1:8 hosts.none the pattern is empty (the groups that have hosts: all, bitbucket,"
                + " rack1)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bitbucket[3] | `bitbucket` has 3 hosts, of which `bitbucket[3]` means none
          bitbucket[-4] | `bitbucket` has 3 hosts, of which `bitbucket[-4]` means none
          bitbucket[2:1] | `bitbucket` has 3 hosts, of which `bitbucket[2:1]` means none
          bb1[1] | `bb1` has one host, of which `bb1[1]` means none
          empty[0] | `empty` has no hosts, of which `empty[0]` means none
          bitbucket[0-1] | `bitbucket[0-1]` could mean two things
          bb1:! | a sign without a name
          ~bb( | `~bb(` is no regular expression: missing closing )
          ~(a)\\1 | `~(a)\\1` is no regular expression: invalid escape sequence
          """)
  void reportsAPatternThatMakesNoSense(String pattern, String message) {
    assertThat(mistakes(pattern))
        .singleElement()
        .asString()
        .contains("hosts.pattern " + message + " (");
  }

  @Test
  void refusesANameThatIsAHostAndAGroupOfOthers() {
    Host web = new Host("web", List.of("all"), Map.of());
    Host db = new Host("db", List.of("all", "web", "db"), Map.of());
    Inventory inventory =
        new Inventory(
            Map.of("web", web, "db", db),
            Map.of("all", List.of("web", "db"), "web", List.of("db"), "db", List.of("db")));
    Diagnostics diagnostics = new Diagnostics();
    assertThat(HostPattern.select("web", span("web"), inventory, diagnostics)).isEmpty();
    assertThat(diagnostics.sorted().stream().map(HostPatternTest::text))
        .containsExactly(
            "1:8 hosts.pattern `web` is both a host and a group of other hosts (rename one of the"
                + " two; Ansible would take the group)");
    assertThat(HostPattern.select("db", span("db"), inventory, diagnostics)).containsExactly(db);
  }

  @Test
  void takesABoundedTimeForAnyRegularExpression() {
    assertThat(mistakes("~(a+)+(a+)+(a+)+$" + "(x+x+)+y".repeat(20))).hasSize(1);
    assertThat(mistakes("!".repeat(10_000) + "~" + "(".repeat(10_000))).hasSize(1);
  }

  private static List<String> mistakes(String pattern) {
    Diagnostics diagnostics = new Diagnostics();
    assertThat(HostPattern.select(pattern, span(pattern), INVENTORY, diagnostics)).isEmpty();
    return diagnostics.sorted().stream().map(HostPatternTest::text).toList();
  }

  private static String text(Diagnostic diagnostic) {
    return "%d:%d %s %s (%s)"
        .formatted(
            diagnostic.span().line(),
            diagnostic.span().column(),
            diagnostic.code(),
            diagnostic.message(),
            diagnostic.hint().orElse("no hint"));
  }

  private static Span span(String pattern) {
    return new Span(
        new Source("runbook.yml", "hosts: " + pattern), 1, 8, Math.max(1, pattern.length()));
  }

  private static Inventory inventory() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    List<String> names = List.of("bb1", "bb2", "bb3", "lb1", "db.example.com", "2001:db8::7");
    groups.put("all", names);
    groups.put("empty", List.of());
    groups.put("bitbucket", List.of("bb1", "bb2", "bb3"));
    groups.put("rack1", List.of("bb1", "bb2", "lb1"));
    Map<String, Host> hosts = new LinkedHashMap<>();
    for (String name : names) {
      List<String> own = new ArrayList<>();
      groups.forEach((group, members) -> {
        if (members.contains(name)) {
          own.add(group);
        }
      });
      hosts.put(name, new Host(name, own, Map.of()));
    }
    return new Inventory(hosts, groups);
  }
}
