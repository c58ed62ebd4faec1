package dev.zdu;

import dev.zdu.member.DatabaseException;
import dev.zdu.member.Membership;
import dev.zdu.member.PushLog;
import dev.zdu.member.SharedDatabase;
import dev.zdu.member.SharedUpgradeMode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What the node shares with its peers, once it is connected. */
record SharedState(
    Membership membership, SharedDatabase database, SharedUpgradeMode mode, PushLog pushes)
    implements AutoCloseable {

  /** Connects to the database and to the members at once: each waits mostly for others. */
  static SharedState connect(Settings settings)
      throws DatabaseException, SettingsException, InterruptedException {
    Membership.Join join = settings.join();
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Membership> joining =
          CompletableFuture.supplyAsync(() -> Membership.join(join), beside);
      try {
        SharedDatabase database =
            SharedDatabase.open(
                settings.jdbc("url"), settings.jdbc("user"), settings.jdbc("password"));
        return new SharedState(
            joining.get(), database, new SharedUpgradeMode(database), new PushLog(database));
      } catch (DatabaseException | SettingsException e) {
        var _ = joining.thenAccept(Membership::close);
        throw e;
      } catch (ExecutionException e) {
        throw new IllegalStateException("Could not become a member of the cluster", e.getCause());
      }
    }
  }

  @Override
  public void close() {
    membership.close();
    database.close();
  }
}
