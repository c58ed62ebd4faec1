package dev.drover.remote;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A socket made of two streams and the ways to end one or both of them. */
public final class OpenSocket implements Socket {

  private final InputStream in;
  private final OutputStream out;
  private final Closeable whole;

  /**
   * Joins the parts.
   *
   * @param half ends what we say; the other side may go on
   * @param whole ends both
   */
  public OpenSocket(InputStream in, OutputStream out, Closeable half, Closeable whole) {
    this.in = in;
    this.out = new HalfClosing(out, half);
    this.whole = whole;
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public void close() throws IOException {
    whole.close();
  }

  /** Ends only our half of the conversation when closed. */
  private static final class HalfClosing extends FilterOutputStream {

    private final Closeable half;

    HalfClosing(OutputStream out, Closeable half) {
      super(out);
      this.half = half;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.flush();
      half.close();
    }
  }
}
