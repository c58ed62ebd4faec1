/**
 * Files to runbooks and inventories: kinds are looked up, arguments checked as far as the text
 * alone allows, names cross-referenced. It connects to nothing and does not know plans.
 */
@NullMarked
package dev.drover.load;

import org.jspecify.annotations.NullMarked;
