/**
 * What nodes share: who is alive in which state and version, the upgrade mode, the record of
 * pushes. It knows Hazelcast and the database; it decides nothing.
 */
@NullMarked
package dev.zdu.member;

import org.jspecify.annotations.NullMarked;
