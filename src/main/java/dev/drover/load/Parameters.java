package dev.drover.load;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Value;
import dev.drover.model.Runbook;
import dev.drover.secret.Masker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads the parameters that were given on the command line against those that a runbook has. */
public final class Parameters {

  private Parameters() {}

  /**
   * The given parameters with values of their types.
   *
   * @param given texts of the form {@code name=value} or {@code @file}, later ones win
   * @param directory what relative paths are relative to
   * @param masker is told the secret ones
   */
  public static Map<String, Value> read(
      Runbook runbook, List<String> given, Path directory, Masker masker, Diagnostics diagnostics) {
    return Map.of();
  }
}
