package dev.drover.task;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names a task kind. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Kind {

  /** Its name in runbooks, in snake case; the class has the same name in camel case. */
  String name();

  /** The version of Drover that brought it. */
  String since();

  /** What it is about, for the reference. */
  Group group();

  /** Whether a task of it runs on every host of its play or once for all of them. */
  Scope scope() default Scope.HOST;

  /** The chapters of the reference. */
  enum Group {
    ROLLING_UPGRADE,
    LOAD_BALANCER,
    NODE,
    BACKUP,
    GENERAL
  }

  /** How often a task runs in a play. */
  enum Scope {
    HOST,
    ONCE
  }
}
