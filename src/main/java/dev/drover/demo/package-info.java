/**
 * Test clusters on loopback: the bundled server's processes, SSH servers, a balancer in front, real
 * Git traffic through it. It starts the server as any user would, by its scripts, and knows nothing
 * of runbooks.
 */
@NullMarked
package dev.drover.demo;

import org.jspecify.annotations.NullMarked;
