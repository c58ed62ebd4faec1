package dev.drover.journal;

import dev.drover.journal.Frames.Content;
import dev.drover.journal.Frames.Framed;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Entries as JSON, in which a journal holds them. */
final class JournalText {

  private static final JsonMapper JSON =
      HarmlessJson.mapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final ObjectWriter WRITER = JSON.writerFor(Entry.class);
  private static final ObjectReader READER = JSON.readerFor(Entry.class);

  private JournalText() {}

  static String of(Entry entry) {
    return WRITER.writeValueAsString(entry);
  }

  /** The entries of the whole records of a file. */
  static List<Entry> entries(Content content, String name) throws JournalException {
    List<Entry> entries = new ArrayList<>();
    for (Framed record : content.records()) {
      entries.add(entry(record, name));
    }
    return entries;
  }

  private static Entry entry(Framed record, String name) throws JournalException {
    try {
      return READER.readValue(record.text());
    } catch (JacksonException e) {
      throw new JournalException(
          "%s holds a record that this Drover does not know, at byte %d: %s"
              .formatted(name, record.at(), e.getOriginalMessage()),
          "its checksum is right, so a newer Drover wrote it: use that one");
    }
  }
}
