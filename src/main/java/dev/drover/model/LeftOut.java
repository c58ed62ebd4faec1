package dev.drover.model;

/**
 * A task that this run leaves out.
 *
 * @param task its id
 * @param name its name
 * @param why in a few words, for instance {@code --tags restart}
 */
public record LeftOut(String task, String name, String why) {}
