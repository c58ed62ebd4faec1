/**
 * Signatures of plans: what a signer states, the SSH signature under it, and which of them count.
 * It knows neither what stands in a plan nor the command line.
 */
@NullMarked
package dev.drover.sign;

import org.jspecify.annotations.NullMarked;
