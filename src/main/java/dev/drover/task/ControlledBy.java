package dev.drover.task;

/** What starts and stops the product on a host. */
public enum ControlledBy {
  /** Its own scripts in {@code bin}. */
  SCRIPTS,
  /** A systemd unit. */
  SYSTEMD,
  /** A script in {@code /etc/init.d}. */
  SYSV
}
