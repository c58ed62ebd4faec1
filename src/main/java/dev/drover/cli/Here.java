package dev.drover.cli;

import dev.drover.journal.Request;
import dev.drover.load.HostList;
import dev.drover.model.Param;
import dev.drover.model.Selection;
import dev.drover.review.PlanDocument.InputView;
import dev.drover.schema.ShownPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Files as they are seen from the current directory. A plan names them so: it can be made in one
 * checkout of a project and run in another one, and says nothing of the machine that made it.
 */
final class Here {

  private Here() {}

  /**
   * A file below the current directory by the way that leads there from it; one that was taken from
   * Git by its commit.
   */
  static String shown(String file) {
    return ShownPath.of(file);
  }

  /** Where a file lies that is named as it is seen from here. */
  static String absolute(String shown) {
    return ShownPath.named(shown)
        .map(Editions::file)
        .orElseGet(() -> Path.of(shown).toAbsolutePath())
        .normalize()
        .toString();
  }

  /** An input as a plan names it. */
  static InputView shown(InputView input) {
    return new InputView(input.role(), shown(input.name()), input.sha256());
  }

  /** A request as a plan holds it. */
  static Request shown(Request request, Map<String, Param> params) {
    return mapped(request, Here::shown, text -> parameter(text, params, Here::shown));
  }

  /** A request of a plan, as it is worked with from here. */
  static Request absolute(Request shown) {
    return mapped(
        shown,
        Here::absolute,
        text -> text.startsWith("@") ? "@" + absolute(text.substring(1)) : text);
  }

  /** Paths among the given parameters made absolute, so that they mean the same from elsewhere. */
  static List<String> absolute(List<String> parameters, Map<String, Param> params) {
    return parameters.stream().map(text -> parameter(text, params, Here::resolved)).toList();
  }

  /** A word that no file can be, such as the `~` of another machine, stays what it is. */
  private static String resolved(String path) {
    return path.isBlank() || path.startsWith("~") ? path : absolute(path);
  }

  private static Request mapped(
      Request request, UnaryOperator<String> path, UnaryOperator<String> parameter) {
    return new Request(
        path.apply(request.runbook()),
        request.inventories().stream().map(one -> isPlace(one) ? path.apply(one) : one).toList(),
        request.parameters().stream().map(parameter).toList(),
        request.plugins().stream().map(path).toList(),
        request.seed(),
        Selection.ofJournal(request.selection()),
        request.policies().stream().map(path).toList());
  }

  private static boolean isPlace(String inventory) {
    return !HostList.isOne(Path.of(inventory));
  }

  private static String parameter(
      String text, Map<String, Param> params, UnaryOperator<String> path) {
    if (text.startsWith("@")) {
      return "@" + path.apply(text.substring(1));
    }
    int equals = text.indexOf('=');
    boolean isPath =
        Optional.ofNullable(params.get(text.substring(0, Math.max(0, equals))))
            .map(param -> param.type() == Param.Type.PATH)
            .orElse(false);
    return isPath ? text.substring(0, equals + 1) + path.apply(text.substring(equals + 1)) : text;
  }
}
