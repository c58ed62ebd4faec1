/**
 * A generic acyclic graph: add, connect, order, find a cycle, print. It has no word of the domain.
 */
@NullMarked
package dev.drover.graph;

import org.jspecify.annotations.NullMarked;
