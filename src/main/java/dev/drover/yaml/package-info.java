/**
 * Text to positioned nodes, with every trap of YAML reported at its place. The only user of the
 * YAML library; it knows no schema.
 */
@NullMarked
package dev.drover.yaml;

import org.jspecify.annotations.NullMarked;
