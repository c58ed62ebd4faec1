package dev.drover.model;

import dev.drover.yaml.Node;

/**
 * A definition: its name and what was written for it. The text may hold templates; they are
 * resolved where it is used.
 *
 * @param level the level of precedence that it was defined on, in words, for instance {@code group
 *     bitbucket}
 */
public record Variable(String name, Node value, String level) {}
