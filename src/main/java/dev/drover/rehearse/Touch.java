package dev.drover.rehearse;

/**
 * A step went through a door.
 *
 * @param host the machine behind it
 * @param changes whether it may have changed something there
 */
record Touch(String step, String host, boolean changes) {}
