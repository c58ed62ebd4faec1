package dev.drover.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.model.Keywords;
import dev.drover.testing.Golden;
import dev.drover.yaml.Node.MapNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The list of keywords against those who read them, and the reference made of it. */
class KeywordTest {

  private static final String BEGIN = "<!-- keywords: written by KeywordTest -->\n";
  private static final String END = "<!-- end of keywords -->\n";

  private static Section empty() {
    Span span = Span.startOf(new Source("test", ""));
    return new Section(new MapNode(List.of(), span), "a test", new Diagnostics());
  }

  /** Of groups, includes and plays the readers tell themselves: see RunbookSchemaTest. */
  @Test
  void knowsJustWhatIsReadOfTasks() {
    Section task = empty();
    new KeywordReader(new Diagnostics()).ofTask(task, Keywords.NONE);
    new LoopReader(new Diagnostics()).read(task);
    Set<String> read = new TreeSet<>(task.asked());
    read.addAll(Set.of("name", "id", "notify", "listen")); // these their own readers read
    assertThat(Keyword.wordsOn(Keyword.On.TASK)).isEqualTo(read);
  }

  @Test
  void theReferenceListsThem() throws Exception {
    Path page = Path.of("docs/language.md");
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    assertThat(text).contains(BEGIN, END);
    Golden.check(page, text.substring(0, begin) + Keyword.table() + text.substring(end));
  }
}
