package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.model.Scopes;
import dev.drover.task.Kinds;

/**
 * What the passes work with.
 *
 * @param scopes the runbook, the inventory and the given parameters, and what names mean in them
 */
record Planning(Kinds kinds, Scopes scopes, Diagnostics diagnostics) {}
