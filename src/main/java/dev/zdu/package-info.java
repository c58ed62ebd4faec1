/**
 * The bundled ZDU server: a small clustered Git host that behaves as a runbook sees Bitbucket. It
 * knows nothing of the tool.
 */
@NullMarked
package dev.zdu;

import org.jspecify.annotations.NullMarked;
