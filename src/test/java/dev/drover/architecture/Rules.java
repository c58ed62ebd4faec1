package dev.drover.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The rules of the architecture, by name. Planted violations lie below {@code planted} in a copy of
 * the package tree, so each rule speaks of packages relative to a root.
 */
final class Rules {

  private final String drover;
  private final String zdu;

  /** For a tree whose roots are {@code drover} and {@code zdu}. */
  Rules(String drover, String zdu) {
    this.drover = drover;
    this.zdu = zdu;
  }

  Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put(
        "packages use only what the table allows", classes().should(useOnlyWhatTheTableAllows()));
    rules.put("the YAML library is used in yaml only", confined("org.yaml..", drover + ".yaml"));
    rules.put(
        "Mustache is used in expr only", confined("com.github.mustachejava..", drover + ".expr"));
    rules.put("CEL is used in expr only", confined("dev.cel..", drover + ".expr"));
    rules.put("picocli is used in cli only", confined("picocli..", drover + ".cli"));
    rules.put(
        "SSH is spoken in remote.ssh, demo and the server's http only",
        confined("org.apache.sshd..", drover + ".remote.ssh", drover + ".demo", zdu + ".http"));
    rules.put("Javalin is used in the server's http only", confined("io.javalin..", zdu + ".http"));
    rules.put(
        "JGit is used in the server's http only", confined("org.eclipse.jgit..", zdu + ".http"));
    rules.put(
        "Hazelcast is used in the server's member only",
        confined("com.hazelcast..", zdu + ".member"));
    rules.put(
        "the tool does not know the server",
        noClasses()
            .that()
            .resideInAPackage(drover + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(zdu + ".."));
    rules.put(
        "the server does not know the tool",
        noClasses()
            .that()
            .resideInAPackage(zdu + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(drover + ".."));
    rules.put("kinds do not know each other", classes().should(notKnowAnotherKind()));
    rules.put(
        "only cli, time and the server's mains touch the process",
        noClasses().that(areNotAtTheRim()).should(touchTheProcess()));
    rules.put(
        "model, plan and the cluster's rules open no connection",
        noClasses()
            .that()
            .resideInAnyPackage(drover + ".model", drover + ".plan", zdu + ".cluster")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "java.nio.channels.."));
    rules.put(
        "commands live in cli",
        classes()
            .that()
            .haveSimpleNameEndingWith("Command")
            .and()
            .areAnnotatedWith("picocli.CommandLine$Command")
            .should()
            .resideInAPackage(drover + ".cli"));
    rules.put(
        "exceptions end in Exception",
        classes()
            .that()
            .areAssignableTo(Exception.class)
            .and()
            .areTopLevelClasses()
            .should()
            .haveSimpleNameEndingWith("Exception"));
    return rules;
  }

  private ArchCondition<JavaClass> useOnlyWhatTheTableAllows() {
    return new ArchCondition<>("use only what the table allows") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        if (!user.getPackageName().startsWith(drover + ".")) {
          return;
        }
        String from = user.getPackageName().substring(drover.length() + 1);
        user.getDirectDependenciesFromSelf().stream()
            .filter(
                dependency -> dependency.getTargetClass().getPackageName().startsWith(drover + "."))
            .forEach(dependency -> {
              String to =
                  dependency.getTargetClass().getPackageName().substring(drover.length() + 1);
              if (!Packages.mayUse(from, to)) {
                events.add(
                    SimpleConditionEvent.violated(
                        user, from + " may not use " + to + ": " + dependency.getDescription()));
              }
            });
      }
    };
  }

  private static ArchRule confined(String library, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  private ArchCondition<JavaClass> notKnowAnotherKind() {
    return new ArchCondition<>("not know another kind") {
      @Override
      public void check(JavaClass kind, ConditionEvents events) {
        if (!isKind(kind)) {
          return;
        }
        kind.getDirectDependenciesFromSelf().stream()
            .filter(dependency ->
                isKind(dependency.getTargetClass()) && !dependency.getTargetClass().equals(kind))
            .forEach(dependency ->
                events.add(SimpleConditionEvent.violated(kind, dependency.getDescription())));
      }
    };
  }

  private boolean isKind(JavaClass type) {
    return type.getPackageName().equals(drover + ".tasks")
        && type.getAllRawInterfaces().stream()
            .anyMatch(each -> each.getSimpleName().equals("TaskKind"));
  }

  private DescribedPredicate<JavaClass> areNotAtTheRim() {
    return new DescribedPredicate<>("are not at the rim") {
      @Override
      public boolean test(JavaClass type) {
        String name = type.getPackageName();
        return !name.equals(drover + ".cli") && !name.equals(drover + ".time") && !name.equals(zdu);
      }
    };
  }

  private static final Set<String> PROCESS =
      Set.of(
          "java.lang.System.exit",
          "java.lang.System.getenv",
          "java.lang.System.out",
          "java.lang.System.err",
          "java.lang.Thread.sleep",
          "java.time.Instant.now",
          "java.util.Random.<init>");

  private static ArchCondition<JavaClass> touchTheProcess() {
    return new ArchCondition<>("touch the process") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
            String target = access.getTargetOwner().getName() + "." + access.getName();
            events.add(
                new SimpleConditionEvent(type, PROCESS.contains(target), access.getDescription()));
          }
        }
      }
    };
  }
}
