/** The kind {@code extract_install} with the parts that only it needs. It knows no other kind. */
@NullMarked
package dev.drover.tasks.extract;

import org.jspecify.annotations.NullMarked;
