package dev.drover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The package table and the other rules hold, and each would notice a violation. */
class ArchitectureTest {

  private static final String PLANTED = "dev.drover.architecture.planted";

  private static final Pattern TESTS = Pattern.compile(".*/[A-Za-z]*Test(\\$.*)?\\.class.*");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(
              location -> !location.contains("/architecture/") && !location.matches(TESTS))
          .importPackages("dev.drover", "dev.zdu");

  private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PLANTED);

  private static final Map<String, ArchRule> RULES = new Rules("dev.drover", "dev.zdu").all();

  private static final Map<String, ArchRule> RULES_FOR_PLANTED =
      new Rules(PLANTED + ".drover", PLANTED + ".zdu").all();

  static Stream<String> rules() {
    return RULES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(String rule) {
    RULES.get(rule).allowEmptyShould(true).check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void noticesThePlantedViolation(String rule) {
    assertThat(
            RULES_FOR_PLANTED.get(rule).allowEmptyShould(true).evaluate(VIOLATIONS).hasViolation())
        .as("a planted violation of: " + rule)
        .isTrue();
  }

  @Test
  void enoughWasScanned() {
    assertThat(MAIN.size()).isGreaterThan(300);
    assertThat(VIOLATIONS.size()).isGreaterThan(10);
  }

  @Test
  void everyPackageIsInTheTable() {
    Set<String> packages =
        MAIN.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith("dev.drover."))
            .map(name -> name.substring("dev.drover.".length()))
            .collect(Collectors.toSet());
    packages.removeAll(Set.of("architecture", "testing"));
    assertThat(Packages.names()).containsAll(packages);
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Set<String> described =
        MAIN.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());
    Set<String> packages = MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(described).containsAll(packages);
  }

  /** The runner picks up classes whose names end in Test; another ending would silently not run. */
  @Test
  void everyClassWithTestsHasANameThatRuns() {
    JavaClasses tests =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("dev.drover", "dev.zdu");
    Set<String> missed =
        tests.stream()
            .filter(type -> type.getMethods().stream().anyMatch(ArchitectureTest::isTest))
            .filter(type ->
                !type.getModifiers()
                    .contains(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT))
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().endsWith("Test"))
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
    assertThat(missed).isEmpty();
  }

  private static boolean isTest(com.tngtech.archunit.core.domain.JavaMethod method) {
    return method.getAnnotations().stream()
        .map(annotation -> annotation.getRawType().getSimpleName())
        .anyMatch(name ->
            name.equals("Test") || name.equals("ParameterizedTest") || name.equals("TestFactory"));
  }
}
