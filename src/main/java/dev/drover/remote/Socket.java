package dev.drover.remote;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/** An open two-way stream to an {@link Address}. */
public interface Socket extends Closeable {

  /** What the other side says. */
  InputStream in();

  /** What is said to the other side; closing it ends our half of the conversation only. */
  OutputStream out();
}
