package dev.drover.discover;

import java.net.URI;
import java.util.Optional;

/**
 * A node of a running cluster.
 *
 * @param name the name that it gets in the inventory
 * @param address where its machine is reached
 * @param url its own URL, as far as that can be told
 * @param sure whether it was seen that the node answers there
 */
public record FoundNode(
    String name, Optional<String> address, Optional<String> version, URI url, boolean sure) {}
