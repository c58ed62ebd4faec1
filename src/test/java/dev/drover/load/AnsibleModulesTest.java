package dev.drover.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.tasks.BuiltIn;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AnsibleModulesTest {

  private static final Pattern NAMED = Pattern.compile("`([a-z]+(?:_[a-z]+)*)(?:: [^`]*)?`");

  /** What stands like a kind in a hint and is a keyword, or a program. */
  private static final Set<String> OTHER =
      Set.of(
          "become",
          "creates",
          "removes",
          "unless",
          "register",
          "vars",
          "mktemp",
          "trap",
          "mysql",
          "mysqldump",
          "pg_dump",
          "psql");

  @Test
  void namesOnlyKindsThatExist() {
    List<String> named =
        AnsibleModules.hints().values().stream()
            .flatMap(hint -> NAMED.matcher(hint).results())
            .map((MatchResult found) -> found.group(1))
            .distinct()
            .filter(name -> !OTHER.contains(name))
            .toList();

    assertThat(named).contains("command", "upload").isSubsetOf(BuiltIn.kinds().names());
  }

  @Test
  void sendsModulesThatItDoesNotKnowToTheirProgram() {
    assertThat(AnsibleModules.instead("community.general.jenkins_job"))
        .hasValueSatisfying(hint -> assertThat(hint).contains("use `command`"));
    assertThat(AnsibleModules.near("serivce"))
        .hasValueSatisfying(hint -> assertThat(hint).contains("[systemctl, restart, NAME]"));
    assertThat(AnsibleModules.instead("frobnicate")).isEmpty();
  }
}
