package dev.drover.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Another process that would write a journal: it ends with 0 if it may, with 7 if it may not. */
final class SecondWriter {

  private SecondWriter() {}

  public static void main(String[] arguments) throws IOException {
    Path journal = Path.of(arguments[0]);
    long writer = Journal.writer(journal).orElse(-1L);
    try {
      Journal.open(journal).close();
      Runtime.getRuntime().exit(writer == -1 ? 0 : 1);
    } catch (JournalException refused) {
      Runtime.getRuntime().exit(writer == Long.parseLong(arguments[1]) ? 7 : 1);
    }
  }

  /** How it ends. */
  static int end(Path journal) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            SecondWriter.class.getName(),
            journal.toString(),
            Long.toString(ProcessHandle.current().pid()));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
