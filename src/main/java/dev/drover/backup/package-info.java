/**
 * The drivers of backups, behind one small interface: snapshots of a home, dumps of a database. It
 * does not know the task kinds that use them.
 */
@NullMarked
package dev.drover.backup;

import org.jspecify.annotations.NullMarked;
