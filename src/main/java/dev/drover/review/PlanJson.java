package dev.drover.review;

import dev.drover.journal.HarmlessJson;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plan's document as JSON in the one layout that there is: the same document gives the same
 * bytes, with a line for each step, so that tools which compare lines show which steps differ.
 */
public final class PlanJson {

  private static final JsonMapper JSON =
      HarmlessJson.mapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private PlanJson() {}

  /** Writes it, step by step, with a line break at the end; the stream stays open. */
  public static void write(PlanDocument document, OutputStream out) throws java.io.IOException {
    JSON.writer().with(new PlanLines()).writeValue(out, document);
    out.write('\n');
    out.flush();
  }

  /** Reads what {@link #write} wrote. */
  static Optional<PlanDocument> read(InputStream in) {
    return Optional.ofNullable(JSON.readValue(in, PlanDocument.class));
  }
}
