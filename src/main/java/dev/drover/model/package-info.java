/**
 * Runbooks and inventories as immutable records with their places. It opens no file and no
 * connection.
 */
@NullMarked
package dev.drover.model;

import org.jspecify.annotations.NullMarked;
