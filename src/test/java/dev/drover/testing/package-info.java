/**
 * What tests of several packages share: real programs of this machine, if they are there. It knows
 * no test.
 */
@NullMarked
package dev.drover.testing;

import org.jspecify.annotations.NullMarked;
