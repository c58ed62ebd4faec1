/**
 * The append-only record of a run, made durable before and after each effect, and the state that is
 * read back from it. It knows nothing of how steps are run.
 */
@NullMarked
package dev.drover.journal;

import org.jspecify.annotations.NullMarked;
