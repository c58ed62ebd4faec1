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
 * Points an installation to the node's home directory, in its {@code bin/set-bitbucket-home.sh},
 * and proves it by asking the script. Where the environment or the service sets {@code
 * BITBUCKET_HOME}, that wins over the script, and nothing is changed.
 */
@Doc(
    "Points an installation to the node's home directory, in its "
        + "`bin/set-bitbucket-home.sh`, and proves it by asking the script. Where the "
        + "environment or the service sets `BITBUCKET_HOME`, that wins over the script, "
        + "and nothing is changed.")
@Kind(name = "set_home", since = "1.0", group = Kind.Group.NODE)
public final class SetHome implements TaskKind<SetHome.Args> {
  private static final String SCRIPT = "/bin/set-bitbucket-home.sh";

  /** The first such line; old versions have a second one, a fallback, which stays. */
  private static final Pattern LINE =
      Pattern.compile("(?m)^([ \\t]*)(export[ \\t]+)?BITBUCKET_HOME=.*$");

  /** What a shell takes as it is, without quotes; the product refuses spaces anyway. */
  private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9_./+@%:,=~-]*");

  private static final String PROVE =
      "exec env -i PATH=\"$PATH\" sh -c '. \"$1\" >/dev/null && printf %s \"$BITBUCKET_HOME\"' sh \"$1\"\n";

  /** Where a variable comes from before the script is asked, and its value. */
  private static final String ENVIRONMENT =
      """
      value=$(printenv "$1") && [ -n "$value" ] && { echo "login $value"; exit 0; }
      for f in "/etc/systemd/system/$2.service" "/etc/systemd/system/$2.service.d/"*.conf "/lib/systemd/system/$2.service" \\
               "/etc/init.d/$2" "/etc/default/$2" "/etc/sysconfig/$2"; do
        [ -r "$f" ] || continue
        value=$(sed -n "s/^[[:space:]]*\\(Environment=\\|export[[:space:]]*\\)*[\\"']*$1=\\([^\\"']*\\)[\\"']*[[:space:]]*\\$/\\2/p" "$f" | tail -n 1)
        [ -z "$value" ] || { echo "$f $value"; exit 0; }
      done
      """;

  /** The arguments. */
  public record Args(
      @Doc("Installation directory") @Default("{{new_installation}}") String installation,
      @Doc("Home directory; the product's own if left out") Optional<String> home) {}

  @Override
  public Recovery recovery(Args args) {
    return Recovery.REPEAT;
  }

  @Override
  public Set<Class<? extends Record>> settings(Args args) {
    return Set.of(Product.class);
  }

  private static String home(Args args, Facts facts) {
    return args.home().orElse(facts.settings(facts.host(), Product.class).home());
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
    String home = checked(home(args, facts));
    Optional<String> elsewhere = elsewhere(facts, home);
    if (elsewhere.isPresent()) {
      return Changes.none(elsewhere.get());
    }
    String file = args.installation() + SCRIPT;
    Optional<String> text = new Files(facts.remote()).readText(file);
    if (text.isEmpty()) {
      return Changes.unknown(file + " is not there yet");
    }
    String edited = edited(facts, file, text.get(), home);
    if (edited.equals(text.get())) {
      return Changes.none(file + " says " + home);
    }
    List<String> lines = new ArrayList<>(List.of(file + ":"));
    lines.addAll(Diff.lines(text.get(), edited));
    return new Changes.Some(lines);
  }

  private static String checked(String home) throws RemoteException.Refused {
    if (PLAIN.matcher(home).matches()) {
      return home;
    }
    throw new RemoteException.Refused(
        "the home directory `" + home + "` can't be written into the script",
        "use an absolute path without spaces and quotes",
        null);
  }

  private static Optional<String> elsewhere(Facts facts, String home)
      throws RemoteException, InterruptedException {
    CommandResult result =
        facts
            .remote()
            .exec(
                Command.script(
                        "product.environment",
                        ENVIRONMENT,
                        "BITBUCKET_HOME",
                        facts.settings(facts.host(), Product.class).service())
                    .reading());
    String line = result.out().strip();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    String where = line.substring(0, line.indexOf(' '));
    String value = line.substring(where.length() + 1);
    String place = where.equals("login") ? "the environment" : where;
    if (!value.equals(home)) {
      throw new RemoteException.Refused(
          "%s: %s sets BITBUCKET_HOME=%s, which wins over the script and is not %s"
              .formatted(facts.host(), place, value, home),
          "correct it there, or `home` in the inventory's `product`",
          null);
    }
    return Optional.of(place + " sets BITBUCKET_HOME=" + value + ", which wins over the script");
  }

  private static String edited(Facts facts, String file, String text, String home)
      throws RemoteException.Refused {
    Matcher matcher = LINE.matcher(text);
    if (!matcher.find()) {
      throw new RemoteException.Refused(
          "%s: %s has no line BITBUCKET_HOME=".formatted(facts.host(), file),
          "set the home directory in the environment or the service, or edit the script by hand",
          null);
    }
    String line =
        matcher.group(1)
            + Optional.ofNullable(matcher.group(2)).orElse("")
            + "BITBUCKET_HOME="
            + home;
    return text.substring(0, matcher.start()) + line + text.substring(matcher.end());
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    String home = checked(home(args, context));
    Optional<String> elsewhere = elsewhere(context, home);
    if (elsewhere.isPresent()) {
      return Outcome.unchanged(elsewhere.get());
    }
    Files files = new Files(context.remote());
    String file = args.installation() + SCRIPT;
    Optional<String> text = files.readText(file);
    if (text.isEmpty()) {
      return Outcome.failed(
          "%s: there is no %s".formatted(context.host(), file),
          "run `extract_install` first, or correct `installation`");
    }
    String edited = edited(context, file, text.get(), home);
    boolean changed = !edited.equals(text.get());
    if (changed) {
      files.writeText(file, edited, files.stat(file).orElseThrow().mode());
    }
    CommandResult proof =
        context.remote().exec(Command.script("product.home", PROVE, file).reading());
    if (!proof.ok() || !proof.out().strip().equals(home)) {
      return Outcome.failed(
          "%s: %s was set to %s, but makes `%s` of it"
              .formatted(context.host(), file, home, proof.out().strip()),
          proof.err().lines().toList(),
          "look at the script, and correct it by hand");
    }
    return changed
        ? Outcome.changed(file + " says " + home)
        : Outcome.unchanged(file + " says " + home);
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    SimFiles files = world.host(facts.host().name()).files();
    String file = args.installation() + SCRIPT;
    String home = home(args, facts);
    try {
      if (elsewhere(facts, home).isEmpty() && files.text(file).isPresent()) {
        files.write(file, edited(facts, file, files.text(file).orElseThrow(), home));
      }
    } catch (RemoteException e) {
      return; // what a run would refuse leaves nothing behind
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
