/**
 * Finds plugin folders, loads what is in them when it is first used, and keeps a broken plugin from
 * harming the rest. It knows no command of the command line and nothing of runs.
 */
@NullMarked
package dev.drover.plugin;

import org.jspecify.annotations.NullMarked;
