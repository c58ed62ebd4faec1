package dev.zdu.http;

import dev.zdu.cluster.Push;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a push in the product's order: into the repository first, into the database after it, and
 * only then the client hears that it was accepted.
 */
final class RecordedPush extends ReceivePack {

  private static final Logger LOG = LoggerFactory.getLogger(RecordedPush.class);

  private final Backend backend;
  private final InstantSource clock;
  private final String name;
  private final User user;

  RecordedPush(
      Backend backend, InstantSource clock, Repository repository, String name, User user) {
    super(repository);
    this.backend = backend;
    this.clock = clock;
    this.name = name;
    this.user = user;
  }

  @Override
  protected void executeCommands() {
    super.executeCommands();
    List<ReceiveCommand> moved = filterCommands(ReceiveCommand.Result.OK);
    if (moved.isEmpty()) {
      return;
    }
    try {
      backend.record(moved.stream().map(this::push).toList());
    } catch (IOException e) {
      LOG.error("A push to {} is in the repository but not in the database", name, e);
      moved.forEach(command ->
          command.setResult(
              ReceiveCommand.Result.REJECTED_OTHER_REASON,
              "stored, but the push could not be recorded; push again"));
    }
  }

  private Push push(ReceiveCommand command) {
    return new Push(
        name,
        command.getRefName(),
        command.getOldId().name(),
        command.getNewId().name(),
        user.name(),
        backend.self().name(),
        clock.instant());
  }
}
