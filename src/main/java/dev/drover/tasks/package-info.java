/** The built-in task kinds, one file each. They do not know each other. */
@NullMarked
package dev.drover.tasks;

import org.jspecify.annotations.NullMarked;
