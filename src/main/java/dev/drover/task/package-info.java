/**
 * The task kind API, which is also the plugin API: what a kind is given and what it answers. It
 * does not know how steps are ordered or journaled.
 */
@NullMarked
package dev.drover.task;

import org.jspecify.annotations.NullMarked;
