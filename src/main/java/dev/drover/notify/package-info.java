/**
 * Tells people elsewhere how a run goes: webhooks and commands. It knows nothing of the engine, and
 * whatever happens here never harms a run.
 */
@NullMarked
package dev.drover.notify;

import org.jspecify.annotations.NullMarked;
