package dev.drover.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Switches faults of a node: in its file for every coming start, and in the running node as well.
 */
final class NodeFaults {

  private static final String PATH = "/rest/zdu-test/faults";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Cluster cluster;
  private final Cluster.Node node;
  private final Path file;

  NodeFaults(Cluster cluster, Cluster.Node node, Layout layout) {
    this.cluster = cluster;
    this.node = node;
    this.file = layout.home(node.name()).resolve("faults.properties");
  }

  /**
   * Switches a fault on or off.
   *
   * @param value {@code on}, {@code off} or the fault's own value
   * @return what was done, for the operator
   */
  String set(String fault, String value) throws IOException, InterruptedException {
    boolean off = value.equals("off");
    Properties faults = read();
    if (off) {
      faults.remove(fault);
    } else if (!value.equals("now")) {
      // A crash that is wanted now is not wanted again at the next start.
      faults.setProperty(fault, value.equals("on") ? "true" : value);
    }
    try (Writer writer = Files.newBufferedWriter(file)) {
      faults.store(writer, null);
    }
    try (NodeClient client = new NodeClient(cluster, node)) {
      if (client.status().isEmpty()) {
        return "%s does not run; it will be so from its next start on".formatted(node.name());
      }
      NodeClient.Answer answer = client.post(PATH, body(fault, value));
      if (answer.status() == 400) {
        faults.remove(fault);
        try (Writer writer = Files.newBufferedWriter(file)) {
          faults.store(writer, null);
        }
        throw new IOException(
            "%s does not know the fault `%s` with the value `%s`: %s"
                .formatted(node.name(), fault, value, answer.complaint()));
      }
      if (!answer.ok()) {
        throw new IOException(
            "%s answers %d to the request for the fault: %s"
                .formatted(node.name(), answer.status(), answer.complaint()));
      }
      return "%s: %s is %s".formatted(node.name(), fault, value);
    } catch (IOException e) {
      if (fault.equals("crash") && value.equals("now")) {
        return node.name() + " has crashed";
      }
      throw e;
    }
  }

  private static String body(String fault, String value) {
    ObjectNode body = JSON.createObjectNode();
    switch (value) {
      case "on" -> body.put(fault, true);
      case "off" -> body.putNull(fault);
      case String other when other.matches("[0-9]{1,6}") ->
          body.put(fault, Integer.parseInt(other));
      case String other -> body.put(fault, other);
    }
    return JSON.writeValueAsString(body);
  }

  /** The faults of its file, in a few words. */
  String active() {
    try {
      Properties faults = read();
      return String.join(
          ", ",
          new TreeSet<>(faults.stringPropertyNames())
              .stream().map(name -> name + "=" + faults.getProperty(name)).toList());
    } catch (IOException e) {
      return "";
    }
  }

  private Properties read() throws IOException {
    Properties faults = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        faults.load(reader);
      }
    }
    return faults;
  }
}
