package dev.drover.tasks;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Files;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.sim.SimFile;
import dev.drover.sim.SimFiles;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.Diff;
import dev.drover.task.Facts;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Carries customisations from the old installation over to the new one: whole files by name, and
 * single values of the start scripts, which are set in the new script so that the rest of it stays
 * the vendor's.
 */
@Doc(
    "Carries customisations from the old installation over to the new one: whole "
        + "files by name, and single values of the start scripts, which are set in the "
        + "new script so that the rest of it stays the vendor's.")
@Kind(name = "carry_over", since = "1.0", group = Kind.Group.NODE)
public final class CarryOver implements TaskKind<CarryOver.Args> {
  private static final String WEBAPP = "bin/_start-webapp.sh";

  /**
   * Values that installations have set, with their scripts. Without the node's name it would be
   * another node.
   */
  private static final Map<String, String> SCRIPTS = scripts();

  private static final int MOST_SHOWN = 64 << 10;

  /** Copies beside the target and renames, so that there is never half a file. */
  private static final String COPY =
      """
      mkdir -p -- "$(dirname -- "$2")" || exit 1
      tmp=$2.drover-$$
      cp -p -- "$1" "$tmp" && mv -f -- "$tmp" "$2" && exit 0
      rm -f -- "$tmp"; exit 1
      """;

  private static Map<String, String> scripts() {
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put("JVM_MINIMUM_MEMORY", WEBAPP);
    scripts.put("JVM_MAXIMUM_MEMORY", WEBAPP);
    scripts.put("JVM_SUPPORT_RECOMMENDED_ARGS", WEBAPP);
    scripts.put("umask", WEBAPP);
    scripts.put("BITBUCKET_USER", "bin/set-bitbucket-user.sh");
    scripts.put("JRE_HOME", "bin/set-jre-home.sh");
    return scripts;
  }

  /** The arguments. */
  public record Args(
      @Doc("Old installation directory") @Default("{{installation}}") String from,
      @Doc("New installation directory") @Default("{{new_installation}}") String to,
      @Doc("Files to copy whole, relative to the installation, for instance conf/server.xml")
          Optional<List<String>> files,
      @Doc(
              "Values to carry over: JVM_MINIMUM_MEMORY, JVM_MAXIMUM_MEMORY, JVM_SUPPORT_RECOMMENDED_ARGS and umask"
                  + " of bin/_start-webapp.sh, BITBUCKET_USER, JRE_HOME, or file:NAME; the first six if left out")
          Optional<List<String>> values) {
    public Args {
      files = files.map(List::copyOf);
      values = values.map(List::copyOf);
      for (String file : files.orElse(List.of())) {
        requireInside(file);
      }
      for (String value : values.orElse(List.of())) {
        if (!SCRIPTS.containsKey(value) && value.indexOf(':') < 0) {
          throw new IllegalArgumentException(
              "`" + value + "` is not known: write the file before it, as in bin/setenv.sh:NAME");
        }
        requireInside(value.substring(0, Math.max(0, value.indexOf(':'))));
      }
      if (from.equals(to)) {
        throw new IllegalArgumentException("`from` and `to` are the same directory");
      }
    }

    private static void requireInside(String path) {
      if (path.startsWith("/") || List.of(path.split("/", -1)).contains("..")) {
        throw new IllegalArgumentException("`" + path + "` is not inside the installation");
      }
    }

    List<Item> items() {
      return values.orElse(List.copyOf(SCRIPTS.keySet())).stream()
          .map(value ->
              SCRIPTS.containsKey(value)
                  ? new Item(SCRIPTS.getOrDefault(value, ""), value)
                  : new Item(
                      value.substring(0, value.lastIndexOf(':')),
                      value.substring(value.lastIndexOf(':') + 1)))
          .toList();
    }
  }

  /** A value in a script. */
  record Item(String file, String name) {
    /** The first line that sets it: what is before the value, and the value. */
    Optional<Matcher> in(String script) {
      String assignment =
          name.equals("umask") ? "umask[ \\t]+" : "(?:export[ \\t]+)?" + Pattern.quote(name) + "=";
      Matcher matcher = Pattern.compile("(?m)^([ \\t]*" + assignment + ")(.*)$").matcher(script);
      return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }
  }

  @Override
  public Recovery recovery(Args args) {
    return Recovery.REPEAT;
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    return Need.MACHINE_ONLY;
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    try {
      return changes(args, facts);
    } catch (RemoteException.Refused e) {
      return Changes.fails(e);
    }
  }

  private static Changes changes(Args args, Facts facts)
      throws RemoteException, InterruptedException {
    Files files = new Files(facts.remote());
    if (!files.isDirectory(args.to())) {
      return Changes.unknown(args.to() + " is not there yet");
    }
    List<String> lines = new ArrayList<>();
    for (String file : different(args, files)) {
      lines.add(file + ":");
      lines.addAll(shown(args, files, file));
    }
    for (var edited : edited(args, files).entrySet()) {
      lines.add(edited.getKey() + ":");
      lines.addAll(
          Diff.lines(
              files.readText(args.to() + "/" + edited.getKey()).orElse(""), edited.getValue()));
    }
    return lines.isEmpty()
        ? Changes.none("the new installation has all customisations")
        : new Changes.Some(lines);
  }

  private static List<String> shown(Args args, Files files, String file)
      throws RemoteException, InterruptedException {
    boolean small = files.stat(args.from() + "/" + file).orElseThrow().size() <= MOST_SHOWN;
    String old = small ? files.readText(args.from() + "/" + file).orElse("") : "\0";
    return old.indexOf('\0') >= 0
        ? List.of("(replaced as a whole)")
        : Diff.lines(files.readText(args.to() + "/" + file).orElse(""), old);
  }

  /** The files that differ. */
  private static List<String> different(Args args, Files files)
      throws RemoteException, InterruptedException {
    List<String> different = new ArrayList<>();
    for (String file : args.files().orElse(List.of())) {
      Optional<String> old = files.sha256(args.from() + "/" + file);
      if (old.isEmpty()) {
        throw new RemoteException.Refused(
            "`files` names `%s`, which is not in %s".formatted(file, args.from()),
            "correct the name, or leave it out",
            null);
      }
      if (!old.equals(files.sha256(args.to() + "/" + file))) {
        different.add(file);
      }
    }
    return different;
  }

  /** The scripts of the new installation that change, with their new text. */
  private static Map<String, String> edited(Args args, Files files)
      throws RemoteException, InterruptedException {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, String> before = new LinkedHashMap<>();
    for (Item item : args.items()) {
      if (args.files().orElse(List.of()).contains(item.file())) {
        continue;
      }
      Optional<Matcher> old = files.readText(args.from() + "/" + item.file()).flatMap(item::in);
      if (old.isEmpty() || !isCustom(item, old.get().group(2))) {
        continue;
      }
      if (!texts.containsKey(item.file())) {
        String text = files.readText(args.to() + "/" + item.file()).orElse("");
        texts.put(item.file(), text);
        before.put(item.file(), text);
      }
      texts.put(
          item.file(),
          transplanted(args, item, old.get().group(2), texts.getOrDefault(item.file(), "")));
    }
    texts.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
    return texts;
  }

  /**
   * The vendor's own lines look for a Java at run time; only one that somebody pinned is theirs.
   */
  private static boolean isCustom(Item item, String value) {
    String bare = value.strip();
    boolean empty = bare.isEmpty() || bare.equals("\"\"") || bare.equals("''");
    boolean computed = bare.indexOf('$') >= 0 || bare.indexOf('`') >= 0;
    return !empty && !(item.name().equals("JRE_HOME") && computed);
  }

  private static String transplanted(Args args, Item item, String value, String text)
      throws RemoteException.Refused {
    Matcher now =
        item.in(text)
            .orElseThrow(() ->
                new RemoteException.Refused(
                    "%s/%s sets %s, and the script of the same name in %s has no line for it"
                        .formatted(args.from(), item.file(), item.name(), args.to()),
                    "name the `values` that still have a place, and set this one by hand",
                    null));
    return text.substring(0, now.start(2)) + value + text.substring(now.end(2));
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Files files = new Files(context.remote());
    if (!files.isDirectory(args.to())) {
      return Outcome.failed(
          "%s: there is no %s".formatted(context.host(), args.to()),
          "run `extract_install` first, or correct `to`");
    }
    List<String> carried = new ArrayList<>();
    for (String file : different(args, files)) {
      CommandResult copied =
          context
              .remote()
              .exec(
                  Command.script(
                      "carry.copy", COPY, args.from() + "/" + file, args.to() + "/" + file));
      if (!copied.ok()) {
        return Outcome.failed(
            "%s: %s could not be copied: %s".formatted(context.host(), file, copied.lastWords()),
            "check the rights of the login user, then `drover resume`");
      }
      carried.add(file);
    }
    for (var edited : edited(args, files).entrySet()) {
      String path = args.to() + "/" + edited.getKey();
      files.writeText(path, edited.getValue(), files.stat(path).orElseThrow().mode());
      carried.add("values in " + edited.getKey());
    }
    List<String> left = new ArrayList<>(different(args, files));
    left.addAll(edited(args, files).keySet());
    if (!left.isEmpty()) {
      return Outcome.failed(
          "%s: still different after it was carried over: %s"
              .formatted(context.host(), String.join(", ", left)),
          "look whether something else writes to " + args.to());
    }
    return carried.isEmpty()
        ? Outcome.unchanged("the new installation has all customisations")
        : Outcome.changed("carried over " + String.join(", ", carried));
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    SimFiles there = world.host(facts.host().name()).files();
    Files files = new Files(facts.remote());
    try {
      for (String file : different(args, files)) {
        there.put(
            args.to() + "/" + file,
            there.follow(args.from() + "/" + file).map(SimFile.class::cast).orElseThrow());
      }
      edited(args, files).forEach((file, text) -> there.write(args.to() + "/" + file, text));
    } catch (RemoteException e) {
      return; // what a run would refuse leaves nothing behind
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
