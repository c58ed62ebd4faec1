package dev.drover.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A TCP balancer in front of test nodes, ruled by HAProxy's Runtime API. */
public interface Balancer extends AutoCloseable {

  /** What it is, for the operator: product and version. */
  String description();

  /** The unix socket on which the Runtime API answers. */
  Path socket();

  /** Process ids that belong to it, none if it lives in this process. */
  List<Long> processes();

  /** Sends one line to the Runtime API and returns the answer. */
  default String ask(String line) throws IOException {
    return RuntimeApi.at(socket()).ask(line);
  }

  /** Stops it; every connection through it ends. */
  @Override
  void close();
}
