package dev.drover.rehearse;

import dev.drover.remote.RemoteException;
import dev.drover.remote.Socket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A conversation with a balancer: what is said and answered is one way through its door. */
final class Conversation implements Socket {

  /** What tells HAProxy to change something; all else only asks. */
  private static final String CHANGES = "set ";

  private final Stage stage;
  private final String host;
  private final Socket line;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  Conversation(Stage stage, String host, Socket line) {
    this.stage = stage;
    this.host = host;
    this.line = line;
  }

  @Override
  public OutputStream out() {
    return said;
  }

  @Override
  public InputStream in() {
    return new InputStream() {
      private InputStream answer = InputStream.nullInputStream();
      private boolean asked;

      @Override
      public int read() throws IOException {
        return answered().read();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return answered().read(buffer, offset, length);
      }

      private InputStream answered() throws IOException {
        if (!asked) {
          asked = true;
          answer = new ByteArrayInputStream(ask());
        }
        return answer;
      }
    };
  }

  private byte[] ask() throws IOException {
    boolean changes = said.toString(StandardCharsets.UTF_8).contains(CHANGES);
    try {
      return stage.through(host, changes, this::told);
    } catch (RemoteException e) {
      throw new IOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(e.getMessage());
    }
  }

  private byte[] told() throws RemoteException {
    if (!stage.isReachable(host)) {
      throw new RemoteException.Unreachable(
          host + " does not answer", "check the machine and the network to it", null);
    }
    try {
      said.writeTo(line.out());
      return line.in().readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}
