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

  @Test
  void knowsWhatIsReadOfTasksAndGroups() {
    Section task = empty();
    new KeywordReader(new Diagnostics()).ofTask(task, Keywords.NONE);
    assertThat(Keyword.on(Keyword.On.TASK)).containsAll(task.asked());
    Section group = empty();
    new KeywordReader(new Diagnostics()).ofGroup(group, Keywords.NONE);
    assertThat(Keyword.on(Keyword.On.GROUP)).containsAll(group.asked());
  }

  @Test
  void knowsWhatIsReadOfPlays() {
    Section play = empty();
    new KeywordReader(new Diagnostics()).ofPlay(play);
    new RollingReader(new Diagnostics()).read(play);
    Set<String> own = new TreeSet<>(play.asked());
    own.removeAll(Set.of("serial", "max_fail_percentage")); // Ansible's names
    assertThat(Keyword.on(Keyword.On.PLAY)).containsAll(own);
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
