package dev.drover.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Takes apart what the follower of a job prints, and counts what has come of each output: so much
 * is left out when a lost follower is replaced by another.
 */
final class JobFrames extends OutputStream {

  /** How a job was left. */
  sealed interface Ending {

    /**
     * It ended.
     *
     * @param full whether the disk that keeps its output was
     */
    record Status(int status, boolean full) implements Ending {}

    /** Its time was over, and it is ended. */
    record TimedOut() implements Ending {}

    /** Somebody ended it. */
    record Stopped() implements Ending {}

    /** It is still running at its time limit. */
    record Late() implements Ending {}

    /** Neither its process nor its status is there. */
    record Lost() implements Ending {}
  }

  /** No line between outputs is longer. */
  private static final int LONGEST = 200;

  private final Heard out;
  private final Heard err;
  private final ByteArrayOutputStream header = new ByteArrayOutputStream();
  private Optional<Ending> ending = Optional.empty();
  private Optional<IOException> refusal = Optional.empty();
  private Heard current;
  private long left;

  JobFrames(OutputStream out, OutputStream err, Job job) {
    this.out = new Heard(out, new LastLine(job.hears()));
    this.err = new Heard(err, new LastLine(job.hears()));
    this.current = this.out;
  }

  /** Another follower begins to talk. */
  synchronized void restart() {
    header.reset();
    left = 0;
    ending = Optional.empty();
  }

  synchronized Optional<Ending> ending() {
    return ending;
  }

  /** Why no more was taken. */
  synchronized Optional<IOException> refusal() {
    return refusal;
  }

  synchronized long outSoFar() {
    return out.count;
  }

  synchronized long errSoFar() {
    return err.count;
  }

  @Override
  public void write(int character) throws IOException {
    write(new byte[] {(byte) character}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      read(bytes, offset, offset + length);
    } catch (IOException refused) {
      refusal = Optional.of(refused);
      throw refused;
    }
  }

  private void read(byte[] bytes, int from, int end) throws IOException {
    int at = from;
    while (at < end) {
      if (left > 0) {
        int part = (int) Math.min(left, end - at);
        current.take(bytes, at, part);
        left -= part;
        at += part;
      } else if (bytes[at] == '\n') {
        frame(header.toString(StandardCharsets.US_ASCII));
        header.reset();
        at++;
      } else if (header.size() < LONGEST) {
        header.write(bytes[at++]);
      } else {
        throw strange(header.toString(StandardCharsets.US_ASCII));
      }
    }
  }

  private void frame(String text) throws IOException {
    String[] words = text.strip().split(" +");
    switch (words[0]) {
      case "o" -> begin(out, words);
      case "e" -> begin(err, words);
      case "h" -> {} // it lives
      case "t" -> ending = Optional.of(new Ending.Late());
      case "l" -> ending = Optional.of(new Ending.Lost());
      case "x" -> ending = Optional.of(status(words));
      default -> throw strange(text);
    }
  }

  private void begin(Heard output, String[] words) throws IOException {
    current = output;
    left = number(words, 1);
  }

  private static IOException strange(String text) {
    return new IOException("it says something that no follower says: `" + text + "`");
  }

  private static Ending status(String[] words) throws IOException {
    boolean more = words.length > 2;
    if (words.length > 1 && words[1].equals("ended")) {
      return more && words[2].equals("late") ? new Ending.TimedOut() : new Ending.Stopped();
    }
    return new Ending.Status((int) number(words, 1), more);
  }

  private static long number(String[] words, int at) throws IOException {
    String word = at < words.length ? words[at] : "";
    if (!word.matches("\\d{1,18}")) {
      throw new IOException("it says `" + word + "` where a number is due");
    }
    return Long.parseLong(word);
  }

  /** One output as far as it was heard. */
  private static final class Heard {

    private final OutputStream receiver;
    private final LastLine line;
    private long count;

    Heard(OutputStream receiver, LastLine line) {
      this.receiver = receiver;
      this.line = line;
    }

    void take(byte[] bytes, int offset, int length) throws IOException {
      receiver.write(bytes, offset, length);
      count += length;
      line.take(bytes, offset, length);
    }
  }
}
