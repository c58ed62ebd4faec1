/**
 * The tool as a user starts it, against live clusters of the bundled server. It knows the command
 * line and the test clusters, and nothing of what is between them.
 */
@NullMarked
package dev.drover.e2e;

import org.jspecify.annotations.NullMarked;
