/**
 * Values that must not be shown, and the masking of whatever is. It does not know where secrets
 * come from.
 */
@NullMarked
package dev.drover.secret;

import org.jspecify.annotations.NullMarked;
