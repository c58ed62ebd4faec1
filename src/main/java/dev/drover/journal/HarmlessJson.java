package dev.drover.journal;

import dev.drover.diag.Letters;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON that says the same as any other, and steers no terminal when somebody looks at it: letters
 * that would are written by their numbers.
 */
public final class HarmlessJson extends CharacterEscapes {

  private static final long serialVersionUID = 1L;
  private static final int DELETE = 0x7f;

  private HarmlessJson() {}

  /** Begins a mapper that writes such JSON. */
  public static JsonMapper.Builder mapper() {
    return JsonMapper.builder(JsonFactory.builder().characterEscapes(new HarmlessJson()).build());
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    int[] escapes = standardAsciiEscapesForJSON();
    escapes[DELETE] = ESCAPE_STANDARD;
    return escapes;
  }

  /** Asked for each half of a letter beyond 16 bits too, which are no letters themselves. */
  @Override
  public @Nullable SerializableString getEscapeSequence(int letter) {
    return Letters.steers(letter) && !Character.isSurrogate((char) letter)
        ? new SerializedString("\\u%04x".formatted(letter))
        : null;
  }
}
