package dev.drover.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Judges data by a JSON Schema, with a validator that is not ours. */
public final class JsonSchemas {

  private static final JsonMapper JSON = new JsonMapper();

  private JsonSchemas() {}

  /** A schema, from its text. */
  public static Schema read(String text, SpecificationVersion version) {
    return SchemaRegistry.withDefaultDialect(version).getSchema(text, InputFormat.JSON);
  }

  /** What is wrong with data, each with its place; empty if nothing is. */
  public static List<String> mistakes(Schema schema, @Nullable Object data) {
    return schema.validate(JSON.writeValueAsString(data), InputFormat.JSON).stream()
        .map(Error::toString)
        .toList();
  }
}
