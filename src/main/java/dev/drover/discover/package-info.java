/**
 * Finds out what a running cluster consists of, and writes it down as a first inventory. It changes
 * nothing, and knows neither runbooks nor task kinds.
 */
@NullMarked
package dev.drover.discover;

import org.jspecify.annotations.NullMarked;
