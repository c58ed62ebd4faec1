package dev.drover.model;

import dev.drover.yaml.Node.ScalarNode;
import java.util.Optional;

/**
 * In which order a play takes its hosts.
 *
 * @param source what tells how busy a host is, for {@link Order#LEAST_BUSY}: a word of {@link
 *     Order.Busy} or a template over parameters; load if left out
 */
public record Ordering(Order by, Optional<ScalarNode> source) {}
