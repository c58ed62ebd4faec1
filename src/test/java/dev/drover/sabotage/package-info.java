/**
 * What is done to a controller from within: classes before its own on the class path that strike at
 * exact moments, and step its clock. They are made of the tool's, so what is struck is what users
 * get.
 */
@NullMarked
package dev.drover.sabotage;

import org.jspecify.annotations.NullMarked;
