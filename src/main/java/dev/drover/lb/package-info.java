/** Drivers for load balancers, one file each behind one small interface. It knows no task kind. */
@NullMarked
package dev.drover.lb;

import org.jspecify.annotations.NullMarked;
