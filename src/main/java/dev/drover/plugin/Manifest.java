package dev.drover.plugin;

import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What {@code plugin.yml} says. Nothing of the plugin is run to read it. */
record Manifest(
    @Doc("Its name, which is its folder's") String plugin,
    @Doc("Its version") Version version,
    @Doc("Version of the plugin interface it is written for") int api,
    @Doc("What it is, in a sentence") String description,
    @Doc("How it is made") Form form,
    @Doc("The file beside plugin.yml that is it") String file,
    @Doc("What it adds; all of it, and nothing else") Provides provides,
    @Doc("Longest time for anything but the run of a task") @Default("30s") Duration timeout,
    @Doc("Variables of Drover's environment that its program gets too") @Default("[]")
        List<String> environment) {

  /** The version of the plugin interface that is spoken here. */
  static final int API = 1;

  /** How plugins are made. */
  enum Form {
    COMPOSITION,
    EXECUTABLE,
    JAR
  }

  /** The names of what it adds. */
  record Provides(
      @Doc("Task kinds") @Default("[]") List<String> kinds,
      @Doc("Balancer drivers") @Default("[]") List<String> balancers,
      @Doc("Inventory sources") @Default("[]") List<String> inventories,
      @Doc("Backup drivers") @Default("[]") List<String> backups) {
    Provides {
      List<String> all = new ArrayList<>(kinds);
      all.addAll(balancers);
      all.addAll(inventories);
      all.addAll(backups);
      if (all.isEmpty()) {
        throw new IllegalArgumentException("a plugin adds something: name it here");
      }
      for (String name : all) {
        if (!name.matches("[a-z][a-z0-9_]{0,63}")) {
          throw new IllegalArgumentException(
              "`" + name + "` is no name: use small letters, digits and _");
        }
      }
    }
  }

  Manifest {
    if (api != API) {
      throw new IllegalArgumentException(
          "`api` is " + api + ", and this Drover speaks " + API + " only");
    }
    if (!file.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException("`file` must be the name of a file beside plugin.yml");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("`timeout` must be longer than nothing");
    }
  }
}
