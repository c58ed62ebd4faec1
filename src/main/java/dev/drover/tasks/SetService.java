package dev.drover.tasks;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Files;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.sim.SimFiles;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.Diff;
import dev.drover.task.Facts;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.NodeEffect;
import dev.drover.task.Outcome;
import dev.drover.task.Product;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Points the Linux service to another installation: in its systemd unit or init script, which keeps
 * or gets {@code --no-search}; or, if the service goes through a symbolic link such as {@code
 * current}, by turning that link, and then the definition stays as it is.
 */
@Doc(
    "Points the Linux service to another installation: in its systemd unit or "
        + "init script, which keeps or gets `--no-search`; or, if the service goes "
        + "through a symbolic link such as `current`, by turning that link, and then "
        + "the definition stays as it is.")
@Kind(name = "set_service", since = "1.0", group = Kind.Group.NODE)
public final class SetService implements TaskKind<SetService.Args> {
  private static final Pattern START =
      Pattern.compile("([^\\s=\"']+)/bin/start-bitbucket\\.sh([\"']?)([^\\n]*)");
  private static final String NO_SEARCH = "--no-search";

  /** The arguments. */
  public record Args(
      @Doc("Installation directory to point to") @Default("{{new_installation}}")
          String installation,
      @Doc("Installation directory that it points to now") @Default("{{installation}}") String from,
      @Doc("Name of the service; the product's own if left out") Optional<String> service) {}

  /** What has to be done. */
  private sealed interface Work {
    /** Nothing. */
    record Nothing(String reason) implements Work {}

    /** A link is turned. */
    record Turn(String link, String from) implements Work {}

    /** The definition is as it should be, but systemd has not read it. */
    record Reload(String file) implements Work {}

    /** The definition is edited. */
    record Edit(String file, String before, String after) implements Work {}
  }

  @Override
  public Recovery recovery(Args args) {
    return Recovery.REPEAT;
  }

  @Override
  public List<NodeEffect> nodeEffects(Args args) {
    return List.of(new NodeEffect.Enables(args.installation()));
  }

  @Override
  public Set<Class<? extends Record>> settings(Args args) {
    return Set.of(Product.class);
  }

  private static String service(Args args, Facts facts) {
    return args.service().orElse(facts.settings(facts.host(), Product.class).service());
  }

  private static List<String> places(String service) {
    return List.of(
        "/etc/systemd/system/" + service + ".service",
        "/lib/systemd/system/" + service + ".service",
        "/etc/init.d/" + service);
  }

  private static Work work(Args args, Facts facts) throws RemoteException, InterruptedException {
    Files files = new Files(facts.remote());
    String service = service(args, facts);
    for (String file : places(service)) {
      Optional<String> text = files.readText(file);
      if (text.isPresent()) {
        Work work = work(args, files, file, text.get());
        return work instanceof Work.Nothing && isUnread(facts, file, service)
            ? new Work.Reload(file)
            : work;
      }
    }
    throw new RemoteException.Refused(
        "%s: there is no service `%s`: neither a systemd unit nor a script in /etc/init.d"
            .formatted(facts.host(), service),
        "name it in `service`, or leave this task out where the product is started by its scripts",
        null);
  }

  /** An attempt that was cut off may have edited the unit, and systemd goes on with the old one. */
  private static boolean isUnread(Facts facts, String file, String service)
      throws RemoteException, InterruptedException {
    return file.endsWith(".service")
        && facts
            .remote()
            .exec(
                Command.probe(
                    "systemctl", "show", "--property=NeedDaemonReload", service + ".service"))
            .out()
            .contains("NeedDaemonReload=yes");
  }

  private static Work work(Args args, Files files, String file, String text)
      throws RemoteException, InterruptedException {
    Matcher start = START.matcher(text);
    if (!start.find()) {
      throw new RemoteException.Refused(
          file + " does not start the product's start-bitbucket.sh",
          "change it by hand, and leave this task out",
          null);
    }
    String used = start.group(1);
    Optional<String> link = files.readLink(used);
    if (link.isPresent()) {
      return link.get().equals(args.installation())
          ? new Work.Nothing(used + " points to " + args.installation())
          : new Work.Turn(used, link.get());
    }
    String pointed = withPath(text, args.from(), args.installation());
    if (!START
        .matcher(pointed)
        .results()
        .allMatch(one -> one.group(1).equals(args.installation()))) {
      throw new RemoteException.Refused(
          "%s starts %s, which is neither %s nor %s"
              .formatted(file, used, args.from(), args.installation()),
          "correct `from`",
          null);
    }
    String after = withoutSearch(pointed);
    return after.equals(text)
        ? new Work.Nothing(file + " points to " + args.installation())
        : new Work.Edit(file, text, after);
  }

  /** Whole paths only: /opt/7.9.1 is no part of /opt/7.9.10. */
  private static String withPath(String text, String from, String to) {
    return Pattern.compile(Pattern.quote(from) + "(?![A-Za-z0-9_.-])")
        .matcher(text)
        .replaceAll(Matcher.quoteReplacement(to));
  }

  /** A node of a cluster that starts the bundled search server finds nothing afterwards. */
  private static String withoutSearch(String text) {
    return START
        .matcher(text)
        .replaceAll(start ->
            Matcher.quoteReplacement(
                start.group(3).contains(NO_SEARCH)
                    ? start.group()
                    : start.group(1)
                        + "/bin/start-bitbucket.sh"
                        + start.group(2)
                        + " "
                        + NO_SEARCH
                        + start.group(3)));
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
    return switch (work(args, facts)) {
      case Work.Nothing nothing -> Changes.none(nothing.reason());
      case Work.Turn turn ->
          Changes.some(
              "%s: from %s to %s".formatted(turn.link(), turn.from(), args.installation()));
      case Work.Reload reload -> Changes.some("lets systemd read " + reload.file() + " again");
      case Work.Edit edit -> {
        List<String> lines = new ArrayList<>(List.of(edit.file() + ":"));
        lines.addAll(Diff.lines(edit.before(), edit.after()));
        yield new Changes.Some(lines);
      }
    };
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Files files = new Files(context.remote());
    Work work = work(args, context);
    if (!(work instanceof Work.Nothing) && !files.isDirectory(args.installation())) {
      return Outcome.failed(
          "%s: there is no %s".formatted(context.host(), args.installation()),
          "run `extract_install` first, or correct `installation`");
    }
    switch (work) {
      case Work.Nothing nothing -> {
        return Outcome.unchanged(nothing.reason());
      }
      case Work.Turn turn -> files.link(turn.link(), args.installation());
      case Work.Reload reload -> {
        Optional<Outcome> failed = reload(context, reload.file());
        if (failed.isPresent()) {
          return failed.get();
        }
      }
      case Work.Edit edit -> {
        files.writeText(edit.file(), edit.after(), files.stat(edit.file()).orElseThrow().mode());
        Optional<Outcome> failed = reload(context, edit.file());
        if (failed.isPresent()) {
          return failed.get();
        }
      }
    }
    return work(args, context) instanceof Work.Nothing nothing
        ? Outcome.changed(nothing.reason())
        : Outcome.failed(
            "%s: the service does not point to %s although it was changed"
                .formatted(context.host(), args.installation()),
            "look whether something else, a configuration management for instance, writes it");
  }

  /** Lets systemd read a unit again; what went wrong, if something did. */
  private static Optional<Outcome> reload(RunContext context, String file)
      throws RemoteException, InterruptedException {
    if (!file.endsWith(".service")) {
      return Optional.empty();
    }
    CommandResult reload = context.remote().exec(Command.of("systemctl", "daemon-reload"));
    return reload.ok()
        ? Optional.empty()
        : Optional.of(
            Outcome.failed(
                "%s: %s is edited, but systemd did not read it again: %s"
                    .formatted(context.host(), file, reload.lastWords()),
                "run `systemctl daemon-reload` there, then `drover resume`"));
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    SimFiles files = world.host(facts.host().name()).files();
    try {
      switch (work(args, facts)) {
        case Work.Nothing nothing -> {}
        case Work.Turn turn -> files.link(turn.link(), args.installation());
        case Work.Reload reload -> world.host(facts.host().name()).unreadUnits().clear();
        case Work.Edit edit -> files.write(edit.file(), edit.after());
      }
    } catch (RemoteException e) {
      return; // what a run would refuse leaves nothing behind
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
