package dev.drover.model;

import java.util.Locale;

/** The part of an address that is made of a name. */
public final class Slug {

  private Slug() {}

  /** The name in small letters and digits, with hyphens between words. */
  public static String of(String name) {
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-").replaceAll("^-+|-+$", "");
    return slug.isEmpty() ? "unnamed" : slug;
  }
}
