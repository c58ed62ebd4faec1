package dev.drover.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that needs real programs on this machine. If one is missing it is skipped with that
 * reason; with {@code DROVER_REQUIRE_REAL=1} in the environment it fails instead.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(RealComponentCondition.class)
public @interface RealComponent {

  /** The programs, looked for on the search path and in the sbin directories. */
  String[] value();

  /** True if the test makes users or the like and so must run as root. */
  boolean root() default false;
}
