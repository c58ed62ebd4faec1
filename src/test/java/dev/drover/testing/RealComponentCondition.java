package dev.drover.testing;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Looks whether the programs of {@link RealComponent} are there. */
final class RealComponentCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return findAnnotation(context.getElement(), RealComponent.class)
        .map(RealComponentCondition::judge)
        .orElse(ConditionEvaluationResult.enabled("needs no real component"));
  }

  private static ConditionEvaluationResult judge(RealComponent needed) {
    Stream<String> programs =
        Arrays.stream(needed.value())
            .filter(name -> Programs.find(name).isEmpty())
            .map(name -> "`" + name + "` is not installed");
    Stream<String> rights =
        needed.root() && !Programs.root() ? Stream.of("not running as root") : Stream.empty();
    List<String> missing = Stream.concat(programs, rights).toList();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("everything is there");
    }
    String reason = String.join(", ", missing);
    if (Programs.required()) {
      throw new IllegalStateException(
          "DROVER_REQUIRE_REAL=1 forbids to skip this test, but " + reason);
    }
    return ConditionEvaluationResult.disabled(reason);
  }
}
