/**
 * The misbehaviour that can be switched on in a node to try a runbook. It knows which faults are
 * on, not what they do.
 */
@NullMarked
package dev.zdu.fault;

import org.jspecify.annotations.NullMarked;
