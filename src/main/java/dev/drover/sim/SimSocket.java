package dev.drover.sim;

import dev.drover.remote.Socket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A conversation with a balancer: one line, one answer, then the other side hangs up. */
final class SimSocket implements Socket {
  private final World world;
  private final Optional<SimBalancer> balancer;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  SimSocket(World world, Optional<SimBalancer> balancer) {
    this.world = world;
    this.balancer = balancer;
  }

  /** The answer, worked out when it is first read. */
  @Override
  public InputStream in() {
    return new InputStream() {
      private InputStream answer = InputStream.nullInputStream();
      private boolean asked;

      private InputStream answered() {
        if (!asked) {
          asked = true;
          answer = new ByteArrayInputStream(answer().getBytes(StandardCharsets.UTF_8));
        }
        return answer;
      }

      @Override
      public int read() throws IOException {
        return answered().read();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return answered().read(buffer, offset, length);
      }
    };
  }

  private String answer() {
    StringBuilder answers = new StringBuilder();
    synchronized (world) {
      for (String line : said.toString(StandardCharsets.UTF_8).strip().split("[;\n]", -1)) {
        balancer.ifPresent(there -> answers.append(there.answer(line)));
      }
    }
    return answers.toString();
  }

  @Override
  public OutputStream out() {
    return said;
  }

  @Override
  public void close() {}
}
