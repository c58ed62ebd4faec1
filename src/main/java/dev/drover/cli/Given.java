package dev.drover.cli;

import dev.drover.journal.Request;
import dev.drover.model.Param;
import dev.drover.model.Scopes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parameters that were given, as plans and journals may hold them. */
final class Given {

  private Given() {}

  /** Their values by name, secrets masked. */
  static Map<String, String> shown(Scopes scopes) {
    Map<String, String> shown = new TreeMap<>();
    scopes
        .given()
        .forEach((name, value) -> {
          String text = scopes.masker().mask(value.toString());
          boolean path =
              Optional.ofNullable(scopes.runbook().params().get(name))
                  .map(param -> param.type() == Param.Type.PATH)
                  .orElse(false);
          shown.put(name, path ? Here.shown(text) : text);
        });
    return shown;
  }

  /** The request without secrets: these are given again when it is worked with again. */
  static Request withoutSecrets(Request request, Scopes scopes) {
    Map<String, Param> params = scopes.runbook().params();
    List<String> kept =
        request.parameters().stream()
            .filter(text -> !isSecret(text, params))
            .filter(text -> scopes.masker().mask(text).equals(text))
            .toList();
    return request.with(Here.absolute(kept, params));
  }

  private static boolean isSecret(String text, Map<String, Param> params) {
    return Optional.ofNullable(params.get(text.replaceFirst("=.*", "")))
        .map(param -> param.type() == Param.Type.SECRET)
        .orElse(false);
  }
}
