package dev.drover.tasks.extract;

import dev.drover.schema.Version;
import dev.drover.sim.Content;
import dev.drover.sim.SimFile;
import dev.drover.sim.SimFiles;
import dev.drover.sim.SimHost;
import dev.drover.sim.World;
import dev.drover.task.Facts;
import dev.drover.task.Installations;
import java.util.Optional;

/** What an extraction leaves in a simulated world. */
final class SimulatedExtract {
  private SimulatedExtract() {}

  static void leave(ExtractInstall.Args args, Facts facts, World world) {
    SimHost host = world.host(facts.host().name());
    SimFiles files = host.files();
    Optional<Content> archive =
        switch (args.source()) {
          case Source.Local local -> Optional.of(Content.ofLocal(local.path()));
          case Source.Url url -> Optional.ofNullable(world.downloads().get(url.toString()));
          case Source.OnNode there -> files.plain(there.path()).map(SimFile.Plain::content);
        };
    if (archive.isEmpty() || files.exists(args.to() + "/" + Installations.MARKER)) {
      return;
    }
    String partial = args.to() + ".simulated";
    files.unpack(archive.get(), partial);
    String top = files.list(partial).getFirst();
    files.delete(args.to());
    files.move(partial + "/" + top, args.to());
    files.delete(partial);
    Optional<Version> version =
        files
            .text(args.to() + "/conf/build.properties")
            .flatMap(Installations::stamp)
            .or(() -> Installations.named(top));
    files.write(
        args.to() + "/" + Installations.MARKER,
        new Marker(
                archive.get().sha256(),
                args.source().toString(),
                version.map(Version::toString).orElse(""))
            .text());
    files.chmod(args.to(), Integer.parseInt(args.mode(), 8));
    args.owner().ifPresent(owner -> files.chown(args.to(), owner.replaceFirst(":.*", "")));
  }
}
