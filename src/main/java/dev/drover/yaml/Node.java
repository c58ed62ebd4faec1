package dev.drover.yaml;

import dev.drover.diag.Span;
import java.util.List;
import java.util.Optional;

/** A piece of YAML with its place. */
public sealed interface Node {

  /** Where it stands. */
  Span span();

  /** A mapping; its keys are unique and in the order written. */
  record MapNode(List<Entry> entries, Span span) implements Node {
    public MapNode {
      entries = List.copyOf(entries);
    }

    /** The value of a key. */
    public Optional<Node> get(String key) {
      return entries.stream()
          .filter(entry -> entry.key().text().equals(key))
          .map(Entry::value)
          .findFirst();
    }
  }

  /** A key and its value. */
  record Entry(ScalarNode key, Node value) {}

  /** A sequence. */
  record ListNode(List<Node> items, Span span) implements Node {
    public ListNode {
      items = List.copyOf(items);
    }
  }

  /**
   * A scalar, as the text that the user wrote: {@code 7.10} stays {@code 7.10}.
   *
   * @param plain true if it stood there without quotes, so that it may be meant as a number, a
   *     truth value or nothing
   * @param tag a local tag such as {@code !vault}, empty if none
   */
  record ScalarNode(String text, boolean plain, String tag, Span span) implements Node {

    /** The tag of a text that Ansible Vault has encrypted. */
    public static final String VAULT = "!vault";

    /** No file can have this tag. */
    private static final String REPORTED = "!reported";

    /** Stands for a value that could not be read, which has been reported. */
    public static ScalarNode reported(Span span) {
      return new ScalarNode("", false, REPORTED, span);
    }

    /** Whether the text is an encrypted one. */
    public boolean isVault() {
      return tag.equals(VAULT);
    }

    /** Whether this stands for a value with a mistake that has been told already. */
    public boolean isReported() {
      return tag.equals(REPORTED);
    }
  }
}
