/**
 * The cluster as values: what the state is, what is legal in it, who may join, what a transition
 * leads to. It knows no thread, no clock, no file and no connection.
 */
@NullMarked
package dev.zdu.cluster;

import org.jspecify.annotations.NullMarked;
