/**
 * Values, templates and conditions: parsed with spans, evaluated against scopes, carrying the
 * secret mark. It performs no effect and calls no method of any object.
 */
@NullMarked
package dev.drover.expr;

import org.jspecify.annotations.NullMarked;
