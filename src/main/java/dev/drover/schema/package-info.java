/**
 * Reads a record type into a schema, binds a node to that record with diagnostics, and prints it as
 * documentation. It knows no task kind.
 */
@NullMarked
package dev.drover.schema;

import org.jspecify.annotations.NullMarked;
