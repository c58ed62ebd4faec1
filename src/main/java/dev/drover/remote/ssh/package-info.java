/**
 * Machines over SSH, by Apache MINA SSHD: sessions, host keys, logins, jump hosts. It knows nothing
 * of what commands are for.
 */
@NullMarked
package dev.drover.remote.ssh;

import org.jspecify.annotations.NullMarked;
