package dev.drover.review;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a part of the document that is a guess from what happened before, for instance in earlier
 * runs. It is told and compared as everything else is, but a plan does not become stale by it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Estimate {}
