package dev.drover.demo;

import dev.drover.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The repositories of a test cluster: made through a node, filled by the real client. */
public final class Repositories {

  /** What traffic clones and pushes to. */
  public static final String SMALL = "demo/project";

  /** What long clones fetch. */
  public static final String LARGE = "demo/large";

  private static final int LARGE_FILES = 8;
  private static final int LARGE_FILE = 1 << 20;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Cluster cluster;
  private final Layout layout;

  Repositories(Cluster cluster, Layout layout) {
    this.cluster = cluster;
    this.layout = layout;
  }

  /** The client that traffic and set-up use, with its configuration in {@code work}. */
  public Git git(Path work) throws IOException {
    String[] words = Files.readString(layout.gitHostKey()).strip().split(" ", -1);
    return new Git(
        new GitAccount(
            "developer",
            Secret.of(cluster.developerPassword()),
            layout.developerKey(),
            words[0] + " " + words[1]),
        work);
  }

  /** Where the traffic goes. */
  public TrafficTarget target() {
    return new TrafficTarget(
        cluster.httpPort(), cluster.sshPort(), SMALL, LARGE, (long) LARGE_FILES * LARGE_FILE);
  }

  /** Makes the small repository, with a first commit. */
  void makeSmall(Path work) throws IOException, InterruptedException {
    make(SMALL, work, tree -> Files.writeString(tree.resolve("README"), "A project.\n"));
  }

  /**
   * Makes the large repository: content that can't be compressed, so that cloning it takes time.
   */
  public void makeLarge(Path work) throws IOException, InterruptedException {
    SecureRandom random = new SecureRandom();
    make(
        LARGE,
        work,
        tree -> {
          byte[] content = new byte[LARGE_FILE];
          for (int i = 0; i < LARGE_FILES; i++) {
            random.nextBytes(content);
            Files.write(tree.resolve("file-" + i), content);
          }
        });
  }

  /** What fills a working tree. */
  private interface Filling {
    void into(Path tree) throws IOException;
  }

  private void make(String name, Path work, Filling filling)
      throws IOException, InterruptedException {
    Cluster.Node node = cluster.nodes().getFirst();
    int slash = name.indexOf('/');
    try (NodeClient client = new NodeClient(cluster, node)) {
      NodeClient.Answer answer =
          client.post(
              "/rest/api/latest/projects/" + name.substring(0, slash) + "/repos",
              "{\"name\":\"" + name.substring(slash + 1) + "\"}");
      if (!answer.ok()) {
        throw new IOException(
            "%s does not make the repository %s: it answers %d %s"
                .formatted(node.name(), name, answer.status(), answer.complaint()));
      }
    }
    Git git = git(work);
    Path tree = work.resolve("tree-" + name.substring(slash + 1));
    Files.createDirectories(tree);
    try {
      filling.into(tree);
      must(git, tree, "init", "--quiet");
      must(git, tree, "-c", "core.compression=0", "add", ".");
      must(git, tree, "commit", "--quiet", "-m", "Begin");
      String url = "http://127.0.0.1:" + node.http() + "/scm/" + name + ".git";
      must(git, tree, "-c", "core.compression=0", "push", "--quiet", url, "HEAD:refs/heads/master");
    } finally {
      FileTree.delete(tree);
    }
  }

  private static void must(Git git, Path tree, String... arguments)
      throws IOException, InterruptedException {
    Git.Ending ending = git.run(tree, LIMIT, arguments);
    if (!ending.ok()) {
      throw new IOException(
          "`git %s` fails: %s".formatted(String.join(" ", arguments), ending.firstWords()));
    }
  }

  /**
   * Which of the acknowledged commits can't be found again.
   *
   * @param repository those that no branch of a fresh clone reaches
   * @param records those of which the server has no record
   */
  public record Missing(List<String> repository, List<String> records) {
    /** True if nothing is lost. */
    public boolean isEmpty() {
      return repository.isEmpty() && records.isEmpty();
    }
  }

  /** Looks for acknowledged commits in a fresh clone and in the server's records of pushes. */
  public Missing missing(List<String> acknowledged, Path work)
      throws IOException, InterruptedException {
    Git git = git(work);
    Path copy = work.resolve("proof.git");
    FileTree.delete(copy);
    try {
      String url = "http://127.0.0.1:" + cluster.httpPort() + "/scm/" + SMALL + ".git";
      must(git, work, "clone", "--quiet", "--mirror", url, copy.toString());
      Git.Ending list = git.run(copy, LIMIT, "rev-list", "--all");
      if (!list.ok()) {
        throw new IOException("`git rev-list --all` fails: " + list.firstWords());
      }
      Set<String> reachable = new HashSet<>(list.output().lines().toList());
      Set<String> recorded = recorded();
      return new Missing(without(acknowledged, reachable), without(acknowledged, recorded));
    } finally {
      FileTree.delete(copy);
    }
  }

  private static List<String> without(List<String> commits, Set<String> found) {
    return commits.stream().filter(commit -> !found.contains(commit)).toList();
  }

  private Set<String> recorded() throws IOException, InterruptedException {
    for (Cluster.Node node : cluster.nodes()) {
      try (NodeClient client = new NodeClient(cluster, node)) {
        if (!client.status().equals(java.util.Optional.of("RUNNING"))) {
          continue;
        }
        NodeClient.Answer answer = client.get("/rest/zdu-test/pushes?repo=" + SMALL);
        Set<String> commits = new HashSet<>();
        for (JsonNode push : answer.body().path("pushes")) {
          commits.add(push.path("newId").asString(""));
        }
        return commits;
      }
    }
    throw new IOException("no node is RUNNING, so nobody can tell which pushes were recorded");
  }
}
