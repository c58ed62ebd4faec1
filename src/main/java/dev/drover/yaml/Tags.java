package dev.drover.yaml;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.yaml.Node.ScalarNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** The tags that a file may have; all others are reported. */
final class Tags {

  static final String NO_TAGS = "remove the tag; types come from where a value is used";

  private static final Set<Tag> PLAIN_TAGS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE);

  /** Tags that texts may have, with what we call them; Ansible knows two names for one. */
  private static final Map<String, String> LOCAL =
      Map.of(
          "!unsafe", "!unsafe",
          "!vault", ScalarNode.VAULT,
          "!vault-encrypted", ScalarNode.VAULT);

  private static final Resolver IMPLICIT = new Resolver();

  private Tags() {}

  /** A scalar as it is written, with the tag that we have for its own. */
  static ScalarNode scalar(ScalarEvent scalar, Span span, Diagnostics diagnostics) {
    boolean plain = scalar.isPlain();
    String tag = scalar.getTag();
    if (tag == null || tag.equals("!")) {
      return new ScalarNode(scalar.getValue(), plain, "", span);
    }
    boolean meantAsText =
        plain
            && tag.equals(Tag.STR.getValue())
            && !IMPLICIT.resolve(NodeId.scalar, scalar.getValue(), true).equals(Tag.STR);
    String local = LOCAL.getOrDefault(tag, "");
    if (local.isEmpty() && !PLAIN_TAGS.contains(new Tag(tag))) {
      unknown(tag, span, diagnostics);
    }
    return new ScalarNode(scalar.getValue(), plain && !meantAsText, local, span);
  }

  /** Reports a tag of a list or a map that is not the usual one. */
  static void check(@Nullable String tag, Tag usual, Span span, Diagnostics diagnostics) {
    if (tag != null && !tag.equals("!") && !tag.equals(usual.getValue())) {
      unknown(tag, span, diagnostics);
    }
  }

  private static void unknown(String full, Span span, Diagnostics diagnostics) {
    String tag = full.replace("tag:yaml.org,2002:", "!!");
    diagnostics.error(
        Code.YAML_TAG,
        span,
        LOCAL.containsKey(tag)
            ? "the tag `" + tag + "` stands before something that is no text"
            : "the tag `" + tag + "` is not known here",
        LOCAL.containsKey(tag) ? "write it before each text" : NO_TAGS);
  }
}
