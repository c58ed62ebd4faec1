package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.expr.FileTemplate;
import dev.drover.expr.Scope;
import dev.drover.schema.Bound;
import dev.drover.task.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the local files that a step fills in, as if they stood in the runbook. */
final class CheckTemplates {

  private CheckTemplates() {}

  static void of(Step step, Bound<?> arguments, Scope scope, Diagnostics diagnostics) {
    for (Path file : step.kind().templates(arguments)) {
      try {
        FileTemplate.check(new Source(shown(file), TextFile.read(file)), scope, diagnostics);
      } catch (IOException e) {
        if (Files.isRegularFile(file) && Files.isReadable(file)) { // CheckSettings tells the rest
          diagnostics.error(
              Code.FILE_ENCODING,
              step.task().span(),
              "`" + file + "` can't be filled in: " + e.getMessage(),
              "save it as a text in UTF-8, or copy it as it is with `upload`");
        }
      }
    }
  }

  /** As somebody in the current directory would name it. */
  private static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return (file.startsWith(here) ? here.relativize(file) : file).toString();
  }
}
