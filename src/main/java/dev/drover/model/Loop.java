package dev.drover.model;

import dev.drover.diag.Span;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ScalarNode;
import java.util.Optional;

/**
 * A task or a group that is done for each item of a list or a map.
 *
 * @param items what stands for them; known before the run
 * @param variable the name of the item
 * @param index the name of its number, from 0
 * @param label what the iteration is called; made of the item if left out
 * @param span where the loop is written
 */
public record Loop(
    Node items, String variable, Optional<String> index, Optional<ScalarNode> label, Span span) {}
