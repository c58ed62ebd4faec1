/**
 * The lease of a cluster: who may change it now, kept on the targets' side, with a fencing token
 * that every effect checks. Knows neither runs nor journals; whoever runs something tells it.
 */
@NullMarked
package dev.drover.lock;

import org.jspecify.annotations.NullMarked;
