package dev.zdu.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Collection;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;

/** The two services of Git on the node's repositories, whatever the way they are reached. */
final class GitServer {

  private final Backend backend;
  private final InstantSource clock;
  private final Repositories repositories;

  GitServer(Backend backend, InstantSource clock, Repositories repositories) {
    this.backend = backend;
    this.clock = clock;
    this.repositories = repositories;
  }

  Repositories repositories() {
    return repositories;
  }

  boolean isOpen() {
    return backend.phase() == Phase.RUNNING || backend.phase() == Phase.STOPPING;
  }

  ReceivePack receivePack(Repository repository, String name, User user) {
    return new RecordedPush(backend, clock, repository, name, user);
  }

  /** Serves one push over streams. */
  void receive(String name, User user, InputStream in, OutputStream out, OutputStream err)
      throws IOException {
    try (Repository repository = repositories.open(name)) {
      receivePack(repository, name, user).receive(in, out, err);
    }
  }

  /** Serves one clone or fetch over streams. */
  void upload(
      String name, Collection<String> protocol, InputStream in, OutputStream out, OutputStream err)
      throws IOException {
    try (Repository repository = repositories.open(name)) {
      UploadPack pack = new UploadPack(repository);
      pack.setExtraParameters(protocol);
      pack.upload(in, out, err);
    }
  }
}
