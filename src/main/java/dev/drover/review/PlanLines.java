package dev.drover.review;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.TokenStreamContext;

/**
 * The layout of a plan's JSON: what stands above the steps is spread over lines, and each step,
 * fact and note is a line of its own.
 */
final class PlanLines implements PrettyPrinter {

  /** How deep the steps of a play lie: document, plays, play, steps. */
  private static final int STEPS = 4;

  /** Whether each member of an object or a list stands on a line of its own. */
  private static boolean isSpread(TokenStreamContext inside) {
    return switch (inside.getNestingDepth()) {
      case 0, 1, 2 -> true;
      case STEPS - 1 -> inside.getParent().inObject() || isOfPlays(inside.getParent());
      case STEPS ->
          "steps".equals(inside.getParent().currentName())
              && isOfPlays(inside.getParent().getParent());
      default -> false;
    };
  }

  private static boolean isOfPlays(TokenStreamContext list) {
    return "plays".equals(list.getParent().currentName());
  }

  private static void line(JsonGenerator out, int depth) {
    out.writeRaw('\n');
    out.writeRaw("  ".repeat(depth));
  }

  private static void begin(JsonGenerator out) {
    TokenStreamContext inside = out.streamWriteContext();
    if (isSpread(inside)) {
      line(out, inside.getNestingDepth());
    }
  }

  private static void next(JsonGenerator out) {
    TokenStreamContext inside = out.streamWriteContext();
    out.writeRaw(',');
    if (isSpread(inside)) {
      line(out, inside.getNestingDepth());
    } else {
      out.writeRaw(' ');
    }
  }

  private static void end(JsonGenerator out, int members, char closing) {
    TokenStreamContext inside = out.streamWriteContext();
    if (members > 0 && isSpread(inside)) {
      line(out, inside.getNestingDepth() - 1);
    }
    out.writeRaw(closing);
  }

  @Override
  public void writeRootValueSeparator(JsonGenerator out) {
    out.writeRaw('\n');
  }

  @Override
  public void writeStartObject(JsonGenerator out) {
    out.writeRaw('{');
  }

  @Override
  public void beforeObjectEntries(JsonGenerator out) {
    begin(out);
  }

  @Override
  public void writeObjectNameValueSeparator(JsonGenerator out) {
    out.writeRaw(": ");
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator out) {
    next(out);
  }

  @Override
  public void writeEndObject(JsonGenerator out, int members) {
    end(out, members, '}');
  }

  @Override
  public void writeStartArray(JsonGenerator out) {
    out.writeRaw('[');
  }

  @Override
  public void beforeArrayValues(JsonGenerator out) {
    begin(out);
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator out) {
    next(out);
  }

  @Override
  public void writeEndArray(JsonGenerator out, int members) {
    end(out, members, ']');
  }
}
