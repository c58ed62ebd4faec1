/**
 * The plan as a document: what a change review reads, a person signs, a file keeps and a run
 * compares. It renders nothing and connects to nothing.
 */
@NullMarked
package dev.drover.review;

import org.jspecify.annotations.NullMarked;
