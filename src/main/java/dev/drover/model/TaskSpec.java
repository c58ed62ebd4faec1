package dev.drover.model;

import dev.drover.diag.Span;
import dev.drover.yaml.Node;

/**
 * One entry in a play, as written: its arguments are bound per host.
 *
 * @param id what tells it apart in its play, stable under edits of other tasks
 * @param name what it is called in plans and on the console
 * @param kind the name of its kind
 * @param arguments what was written for the kind; a scalar or a list stands for the kind's main
 *     argument
 */
public record TaskSpec(
    String id, String name, String kind, Node arguments, Keywords keywords, Span span) {}
