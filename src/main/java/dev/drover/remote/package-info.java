/**
 * The only door to a machine: commands made of words, files, sockets. It knows nothing of tasks or
 * of how a machine is reached.
 */
@NullMarked
package dev.drover.remote;

import org.jspecify.annotations.NullMarked;
