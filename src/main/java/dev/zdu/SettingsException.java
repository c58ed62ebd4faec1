package dev.zdu;

/** A setting is missing or makes no sense; the message is for the person who wrote it. */
public final class SettingsException extends Exception {

  private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message);
  }
}
