package dev.drover.expr;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The environment of conditions: CEL with limits, and a few functions about versions. Building it
 * takes half a second, so nobody pays for it who has no condition.
 */
final class Cel {

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(10_000)
          .maxParseRecursionDepth(60)
          .comprehensionMaxIterations(10_000)
          .maxRegexProgramSize(1_000)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  /** A plan of many hosts has as many steps, and somebody may well go through all of them. */
  private static final CelOptions OPTIONS_OF_DATA =
      OPTIONS.toBuilder().comprehensionMaxIterations(10_000_000).build();

  private Cel() {}

  /** What a condition is to the compiler: the same text means another thing with other types. */
  private record Typed(String text, Map<String, CelType> types) {}

  /** Reads a condition. */
  static CelValidationResult parse(String text) {
    return Lazily.PARSED.get(text, Lazily.COMPILER::parse);
  }

  /** Checks a condition that was read, with the types of the names that it uses. */
  static CelValidationResult check(
      String text, CelAbstractSyntaxTree tree, Map<String, CelType> types) {
    return Lazily.CHECKED.get(
        new Typed(text, Map.copyOf(types)),
        typed -> {
          CelCompilerBuilder builder = Lazily.COMPILER.toCompilerBuilder();
          typed.types().forEach(builder::addVar);
          return builder.build().check(tree);
        });
  }

  /** Checks a condition that was read, with names of types that a provider knows. */
  static CelValidationResult check(
      CelAbstractSyntaxTree tree, Map<String, CelType> names, CelTypeProvider types) {
    CelCompilerBuilder builder = Lazily.COMPILER.toCompilerBuilder().setTypeProvider(types);
    names.forEach(builder::addVar);
    return builder.build().check(tree);
  }

  /** A condition that was checked, ready to be evaluated again and again, over much data. */
  static CelRuntime.Program ofData(CelAbstractSyntaxTree tree) {
    try {
      return Lazily.OF_DATA.createProgram(tree);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("a checked condition can't be made ready", e);
    }
  }

  /** Evaluates a condition that was checked. */
  static Object evaluate(CelAbstractSyntaxTree tree, Map<String, @Nullable Object> values)
      throws CelEvaluationException {
    return Lazily.RUNTIME.createProgram(tree).eval(values);
  }

  /**
   * Remembers what it made. The same few conditions are looked at for every host, and building an
   * environment for each takes milliseconds. What is made rests on the key alone, so nobody can
   * tell whether it was remembered.
   */
  private static final class Remembered<K, V> {
    private static final int MOST = 2_000;
    private final ConcurrentHashMap<K, V> made = new ConcurrentHashMap<>();

    V get(K key, Function<K, V> maker) {
      if (made.size() > MOST) {
        made.clear();
      }
      return made.computeIfAbsent(key, maker);
    }
  }

  /** Initialised by the JVM when it is first touched. */
  private static final class Lazily {
    static final Remembered<String, CelValidationResult> PARSED = new Remembered<>();
    static final Remembered<Typed, CelValidationResult> CHECKED = new Remembered<>();

    static final CelCompiler COMPILER =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings())
            .addFunctionDeclarations(
                function("version_compare", SimpleType.INT),
                function("same_line", SimpleType.BOOL),
                function("is_bug_fix_of", SimpleType.BOOL))
            .build();

    static final CelRuntime RUNTIME = runtime(OPTIONS);
    static final CelRuntime OF_DATA = runtime(OPTIONS_OF_DATA);

    private static CelRuntime runtime(CelOptions options) {
      return CelRuntimeFactory.legacyCelRuntimeBuilder()
          .setOptions(options)
          .addLibraries(CelExtensions.strings())
          .addFunctionBindings(
              ImmutableList.of(
                  CelFunctionBinding.from(
                      "version_compare_text",
                      String.class,
                      String.class,
                      (one, other) -> (long) Versions.compare(one, other)),
                  CelFunctionBinding.from(
                      "same_line_text", String.class, String.class, Versions::sameLine),
                  CelFunctionBinding.from(
                      "is_bug_fix_of_text", String.class, String.class, Versions::isBugFixOf)))
          .build();
    }

    private static CelFunctionDecl function(String name, CelType result) {
      return CelFunctionDecl.newFunctionDeclaration(
          name,
          CelOverloadDecl.newGlobalOverload(
              name + "_text", result, SimpleType.STRING, SimpleType.STRING));
    }
  }
}
