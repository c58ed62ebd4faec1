package dev.drover.tasks.extract;

import dev.drover.remote.Address;
import dev.drover.remote.Files;
import dev.drover.remote.Processes;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Version;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.Facts;
import dev.drover.task.Installations;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.NodeEffect;
import dev.drover.task.Outcome;
import dev.drover.task.Product;
import dev.drover.task.ProductProcess;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Extracts a distribution archive into a new installation directory. It is extracted beside the
 * target, checked, marked, and renamed into place at the end: what is there under its name is
 * whole.
 */
@Doc(
    "Extracts a distribution archive into a new installation directory. It is "
        + "extracted beside the target, checked, marked, and renamed into place at the "
        + "end: what is there under its name is whole.")
@Kind(name = "extract_install", since = "1.0", group = Kind.Group.NODE)
public final class ExtractInstall implements TaskKind<ExtractInstall.Args> {
  /** The arguments. */
  public record Args(
      @Doc("The tar.gz or tar on this machine; give this, `url` or `on_node`")
          Optional<Path> archive,
      @Doc("The same where the node can fetch it with curl or wget") Optional<URI> url,
      @Doc("The same as a file that is on the node already") Optional<String> onNode,
      @Doc("New installation directory; it must not be the one that runs") String to,
      @Doc("SHA-256 of the archive, as sha256:…; empty trusts it") Optional<String> checksum,
      @Doc("Version that the archive must hold") Optional<Version> version,
      @Doc("Owner of all files, as user or user:group; the login user if left out")
          Optional<String> owner,
      @Doc("Permissions of the installation directory itself") @Default("0755") String mode,
      @Doc("Longest time for fetching, and for extracting") @Default("15m") Duration timeout) {
    public Args {
      checksum = checksum.filter(text -> !text.isBlank());
      if (checksum.isPresent() && !checksum.get().matches("sha256:[0-9a-fA-F]{64}")) {
        throw new IllegalArgumentException(
            "`checksum` is sha256: and 64 hexadecimal digits, not `" + checksum.get() + "`");
      }
      if (!to.matches("/[^/].*") || List.of(to.split("/", -1)).contains("..") || to.endsWith("/")) {
        throw new IllegalArgumentException(
            "`to` is an absolute path without `..`, not `" + to + "`");
      }
      if (!mode.matches("0?[0-7]{3}")) {
        throw new IllegalArgumentException("`mode` is three octal digits, not `" + mode + "`");
      }
      if (Stream.of(archive, url, onNode).filter(Optional::isPresent).count() != 1) {
        throw new IllegalArgumentException("give one of `archive`, `url` and `on_node`");
      }
      if (owner.isPresent() && !owner.get().matches("[A-Za-z0-9_.][A-Za-z0-9_.:-]*")) {
        throw new IllegalArgumentException("`owner` is user or user:group");
      }
    }

    Source source() {
      return archive
          .<Source>map(Source.Local::new)
          .or(() -> url.map(Source.Url::new))
          .or(() -> onNode.map(Source.OnNode::new))
          .orElseThrow();
    }

    /** What the checksum must be, if that was said. */
    Optional<String> expected() {
      return checksum.map(
          text -> text.substring("sha256:".length()).toLowerCase(java.util.Locale.ROOT));
    }
  }

  /** The limit counts for fetching, and again for extracting. */
  @Override
  public Optional<Duration> longest(Args args) {
    return Optional.of(args.timeout().multipliedBy(2));
  }

  @Override
  public Recovery recovery(Args args) {
    return Recovery.PROBE;
  }

  @Override
  public List<NodeEffect> nodeEffects(Args args) {
    return List.of(new NodeEffect.Installs(args.to(), args.version()));
  }

  @Override
  public Set<Class<? extends Record>> settings(Args args) {
    return Set.of(Product.class);
  }

  @Override
  public Map<String, String> provides(Args args) {
    return Map.of("new_installation", args.to());
  }

  @Override
  public List<Path> files(Args args) {
    return args.source() instanceof Source.Local local ? List.of(local.path()) : List.of();
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    if (!(args.source() instanceof Source.Url(URI url))) {
      return Need.MACHINE_ONLY;
    }
    int usual = "http".equals(url.getScheme()) ? 80 : 443;
    int port = url.getPort() < 0 ? usual : url.getPort();
    return List.of(new Need.Machine(), new Need.Connection(new Address.Tcp(url.getHost(), port)));
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
    Optional<LocalArchive> local = checkedLocal(args);
    Optional<String> there = installed(args, facts, local);
    if (there.isPresent()) {
      return staging(args, facts).hasLeftovers()
          ? Changes.some("removes what an interrupted extraction has left beside " + args.to())
          : Changes.none(there.get());
    }
    requireFree(args, facts);
    staging(args, facts).requireRoom(local, facts);
    return Changes.some(
        "extracts %s%s to %s"
            .formatted(
                args.source(),
                local.flatMap(LocalArchive::version).map(of -> " (" + of + ")").orElse(""),
                args.to()));
  }

  /** An archive on this machine can be judged before any machine is touched. */
  private static Optional<LocalArchive> checkedLocal(Args args) throws RemoteException.Refused {
    if (!(args.source() instanceof Source.Local source)) {
      return Optional.empty();
    }
    LocalArchive archive = LocalArchive.read(source.path());
    requireChecksum(args, archive.sha256(), args.source().toString());
    requireHarmless(args, archive.listing());
    requireVersion(args, archive.version());
    return Optional.of(archive);
  }

  private static void requireChecksum(Args args, String found, String where)
      throws RemoteException.Refused {
    if (args.expected().isPresent() && !args.expected().get().equals(found)) {
      throw new RemoteException.Refused(
          "the checksum of %s is sha256:%s, not %s"
              .formatted(where, found, args.checksum().orElse("")),
          "download the archive again, or correct `checksum`",
          null);
    }
  }

  private static void requireHarmless(Args args, Listing listing) throws RemoteException.Refused {
    Optional<String> why = listing.refusal();
    if (why.isPresent()) {
      throw new RemoteException.Refused(
          "the archive %s is not extracted: %s".formatted(args.source(), why.get()),
          "get the archive from the vendor, and give its `checksum`",
          null);
    }
  }

  private static void requireVersion(Args args, Optional<Version> found)
      throws RemoteException.Refused {
    Optional<Version> wanted = args.version();
    if (wanted.isPresent() && !found.equals(wanted)) {
      throw new RemoteException.Refused(
          "the archive %s holds %s, not %s"
              .formatted(
                  args.source(),
                  found.map(of -> "version " + of).orElse("no version that can be told"),
                  wanted.get()),
          "give the archive of that version",
          null);
    }
  }

  /**
   * In words, if the target was extracted from the same archive.
   *
   * @throws RemoteException if something else is there
   */
  private static Optional<String> installed(Args args, Facts facts, Optional<LocalArchive> local)
      throws RemoteException, InterruptedException {
    Files files = new Files(facts.remote());
    Optional<Marker> marker =
        files.readText(args.to() + "/" + Installations.MARKER).flatMap(Marker::parse);
    if (marker.isPresent()) {
      Optional<String> wanted = local.map(LocalArchive::sha256).or(args::expected);
      if (wanted.isEmpty() && args.source() instanceof Source.OnNode there) {
        wanted = files.sha256(there.path());
      }
      boolean same =
          wanted.isPresent()
              ? marker.get().sha256().equals(wanted.get())
              : marker.get().archive().equals(args.source().toString());
      if (same) {
        return Optional.of(args.to() + " was extracted from the same archive");
      }
    }
    if (files.exists(args.to())
        && !(files.isDirectory(args.to()) && files.list(args.to()).isEmpty())) {
      throw new RemoteException.Refused(
          "%s: %s is there already and %s"
              .formatted(
                  facts.host(),
                  args.to(),
                  marker
                      .map(of -> "was extracted from another archive, " + of.archive())
                      .orElse("was not extracted by Drover")),
          "choose another `to`, or move what is there away",
          null);
    }
    return Optional.empty();
  }

  /** The old installation stays untouched: it is the way back. */
  private static void requireFree(Args args, Facts facts)
      throws RemoteException, InterruptedException {
    Optional<Processes.LiveProcess> process = ProductProcess.of(facts).find();
    Optional<String> running = process.flatMap(ProductProcess::installation);
    if (running.isPresent()
        && ((args.to() + "/").startsWith(running.get() + "/")
            || (running.get() + "/").startsWith(args.to() + "/"))) {
      throw new RemoteException.Refused(
          "%s: the product runs from %s, which %s would touch"
              .formatted(facts.host(), running.get(), args.to()),
          "choose another directory for the new installation",
          null);
    }
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Optional<LocalArchive> local = checkedLocal(args);
    Optional<String> there = installed(args, context, local);
    Staging staging = staging(args, context);
    if (there.isPresent()) {
      return staging.hasLeftovers() ? cleared(args, staging) : Outcome.unchanged(there.get());
    }
    requireFree(args, context);
    staging.clear();
    local.ifPresent(archive -> context.progress("copying " + args.source()));
    String archive = staging.bring(local, context::progress);
    context.progress("checking " + archive);
    String sha256 = staging.sha256(archive);
    requireChecksum(args, sha256, archive);
    Listing listing = RemoteListing.of(context.remote(), archive, args.timeout());
    requireHarmless(args, listing);
    staging.requireSpace(archive, local);
    context.progress("extracting to " + args.to());
    String tree = staging.extract(archive, listing.top().orElseThrow());
    Optional<Version> version = Installations.version(new Files(context.remote()), tree);
    Optional<Version> told =
        version.isPresent() ? version : listing.top().flatMap(Installations::named);
    requireVersion(args, told);
    staging.finish(
        tree,
        new Marker(sha256, args.source().toString(), told.map(Version::toString).orElse("")),
        args.owner(),
        args.mode());
    return installed(args, context, local).isPresent()
        ? Outcome.changed(
            "extracted %sto %s".formatted(told.map(of -> of + " ").orElse(""), args.to()))
        : Outcome.failed(
            "%s: %s is not there after it was extracted".formatted(context.host(), args.to()),
            "look whether something else cleans up there");
  }

  private static Staging staging(Args args, Facts facts) {
    return new Staging(facts.remote(), args.to(), args.source(), args.timeout());
  }

  private static Outcome cleared(Args args, Staging staging)
      throws RemoteException, InterruptedException {
    staging.clear();
    return Outcome.changed("removed what an interrupted extraction had left beside " + args.to());
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    SimulatedExtract.leave(args, facts, world);
  }
}
