package dev.drover.expr;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

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

  private Cel() {}

  /** Knows the language and our functions, but no name. */
  static CelCompiler compiler() {
    return Lazily.COMPILER;
  }

  /** Evaluates what was checked. */
  static CelRuntime runtime() {
    return Lazily.RUNTIME;
  }

  /** Initialised by the JVM when it is first touched. */
  private static final class Lazily {
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

    static final CelRuntime RUNTIME =
        CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
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

    private static CelFunctionDecl function(String name, CelType result) {
      return CelFunctionDecl.newFunctionDeclaration(
          name,
          CelOverloadDecl.newGlobalOverload(
              name + "_text", result, SimpleType.STRING, SimpleType.STRING));
    }
  }
}
