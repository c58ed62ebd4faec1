package dev.drover.cli;

import dev.drover.report.PlanMarkdown;
import dev.drover.report.PlanPage;
import dev.drover.report.PlanText;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanJson;
import java.io.IOException;
import java.util.Optional;

/** How a plan is shown. */
enum PlanFormat {
  TEXT,
  MARKDOWN,
  JSON,
  HTML;

  /**
   * Prints a plan.
   *
   * @param hash that of its file, if it is in one
   */
  void print(PlanDocument plan, Optional<String> hash, Terminal terminal) throws IOException {
    switch (this) {
      case TEXT -> terminal.print(PlanText.of(plan, terminal.style(), terminal.width()));
      case MARKDOWN -> terminal.print(PlanMarkdown.of(plan, hash));
      case HTML -> terminal.print(PlanPage.of(plan, hash));
      case JSON -> PlanJson.write(plan, terminal.out());
    }
  }
}
