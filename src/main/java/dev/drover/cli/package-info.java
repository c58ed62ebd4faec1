/**
 * The picocli commands, their wiring and exit codes. The only package that touches stdout, the
 * environment and exit.
 */
@NullMarked
package dev.drover.cli;

import org.jspecify.annotations.NullMarked;
