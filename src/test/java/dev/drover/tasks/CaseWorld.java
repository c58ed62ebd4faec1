package dev.drover.tasks;

import dev.drover.remote.CommandResult;
import dev.drover.rest.Response;
import dev.drover.sim.Content;
import dev.drover.sim.SimArchive;
import dev.drover.sim.SimBalancer;
import dev.drover.sim.SimCluster;
import dev.drover.sim.SimDistribution;
import dev.drover.sim.SimFile;
import dev.drover.sim.SimFiles;
import dev.drover.sim.SimHost;
import dev.drover.sim.SimNode;
import dev.drover.sim.SimServer;
import dev.drover.sim.World;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.MapNode;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a simulated world as a case file describes it. */
final class CaseWorld {
  private final World world = new World();

  private CaseWorld() {}

  static World of(Section section) {
    CaseWorld made = new CaseWorld();
    section.section("programs").eachSection(made::program);
    section.section("hosts").eachSection(made::host);
    section.section("clusters").eachSection(made::cluster);
    section.section("balancers").eachSection(made::balancer);
    section.section("pages").eachSection(made::page);
    section
        .section("silences")
        .eachSection((url, authors) ->
            authors.each((author, matchers) ->
                made.world
                    .silences(URI.create(url))
                    .simulate(
                        author,
                        Section.texts(matchers, author),
                        Instant.parse("2099-01-01T00:00:00Z"))));
    section
        .section("downloads")
        .eachSection((url, of) -> made.world.downloads().put(url, content(of)));
    return made.world;
  }

  private void host(String name, Section section) {
    section.node("vars"); // they belong to the inventory
    SimHost host = world.addHost(name, section.text("user", "root"));
    section
        .section("installed")
        .eachSection((directory, of) -> install(host.files(), directory, of));
    section.section("files").each((path, node) -> file(host.files(), path, node));
    host.environment().putAll(section.section("environment").map());
    host.unreadUnits().addAll(section.texts("unread"));
    section.texts("ports").forEach(port -> host.ports().add(Integer.valueOf(port)));
    section
        .section("services")
        .each((service, node) ->
            host.services().put(service, Boolean.valueOf(Section.text(node, service))));
    section.section("answers").each((command, node) -> host.answers().put(command, answer(node)));
    section.text("free").ifPresent(bytes -> host.free(Long.parseLong(bytes)));
    section
        .section("processes")
        .eachSection((command, process) ->
            host.spawn(
                process.text("user", host.user()),
                command,
                process.text("directory", "/"),
                Map.of()));
    section
        .text("runs")
        .ifPresent(directory ->
            host.products().start(directory, section.text("as", host.user()), Map.of()));
    if (section.node("load").isPresent()) {
      host.machine(
          host.machine()
              .load(
                  Double.parseDouble(section.text("load", "0")), section.number("processors", 4)));
    }
    host.reachable(!section.flag("unreachable"));
  }

  /** A program of every host, which prints, and creates or removes a path. */
  private void program(String name, Section section) {
    CommandResult result = result(section);
    Optional<String> creates = section.text("creates");
    Optional<String> removes = section.text("removes");
    world
        .commands()
        .put(
            name,
            (host, _, _) -> {
              creates
                  .filter(path -> path.endsWith("/"))
                  .ifPresent(path -> host.files().directory(path.replaceFirst("/$", "")));
              creates
                  .filter(path -> !path.endsWith("/"))
                  .ifPresent(path -> host.files().write(path, ""));
              removes.ifPresent(host.files()::delete);
              return result;
            });
  }

  private static void install(SimFiles files, String directory, Section section) {
    Map<String, String> texts = SimDistribution.texts(section.text("version", "7.9.0"));
    texts.forEach((name, text) ->
        files.write(directory + "/" + name, text, name.endsWith(".sh") ? 0755 : 0644));
    section
        .text("home")
        .ifPresent(home ->
            files.write(
                directory + "/bin/set-bitbucket-home.sh",
                "if true; then\n    BITBUCKET_HOME=" + home + "\nfi\n"));
  }

  private static void file(SimFiles files, String path, Node node) {
    if (!(node instanceof MapNode)) {
      files.write(path, Section.text(node, path));
      return;
    }
    Section section = Section.of(path, node);
    String owner = section.text("owner", "root");
    int mode = Integer.parseInt(section.text("mode", path.endsWith("/") ? "0755" : "0644"), 8);
    Optional<String> link = section.text("link");
    String place = path.replaceFirst("/$", "");
    if (path.endsWith("/")) {
      files.put(place, new SimFile.Directory(mode, owner));
    } else if (link.isPresent()) {
      files.put(place, new SimFile.Link(link.get(), owner));
    } else {
      files.put(place, new SimFile.Plain(content(section), mode, owner));
    }
    section.end();
  }

  /** A text, a tar.gz of texts, or a tar.gz as the product is distributed. */
  static Content content(Section section) {
    Optional<String> version = section.text("distribution");
    Map<String, String> tar = new LinkedHashMap<>();
    version.ifPresent(of ->
        SimDistribution.texts(of)
            .forEach((name, text) -> tar.put("atlassian-bitbucket-" + of + "/" + name, text)));
    tar.putAll(section.section("tar").map());
    return tar.isEmpty() ? Content.of(section.text("text", "")) : Content.of(SimArchive.make(tar));
  }

  /** What it prints, or a map of status, out and err. */
  private static CommandResult answer(Node node) {
    if (!(node instanceof MapNode)) {
      return new CommandResult(0, Section.text(node, "answer"), "");
    }
    Section section = Section.of("answer", node);
    CommandResult result = result(section);
    section.end();
    return result;
  }

  private static CommandResult result(Section section) {
    return new CommandResult(
        section.number("status", 0), section.text("out", ""), section.text("err", ""));
  }

  private void cluster(String name, Section section) {
    SimCluster cluster = world.addCluster(name);
    section.section("nodes").eachSection((node, of) -> node(cluster, node, of));
    section.text("upgrade_mode").ifPresent(cluster::upgradeModeOn);
    section.text("access").map(SimCluster.Access::valueOf).ifPresent(cluster::access);
  }

  private static void node(SimCluster cluster, String name, Section section) {
    String host = section.text("host", name);
    SimNode node =
        cluster.node(
            name,
            host,
            URI.create(section.text("url", "http://" + host + ":7990")),
            SimNode.State.valueOf(section.text("state", "ACTIVE")),
            section.text("version", "7.9.0"));
    section.texts("faults").forEach(fault -> node.faults().add(SimNode.Fault.valueOf(fault)));
    section.texts("views").forEach(view -> node.views().add(view(view)));
    node.busy(section.number("tasks", 0), section.number("users", 0));
  }

  /** What a look sees: {@code STARTING 7.9.4}, or {@code nothing}. */
  private static SimNode.View view(String text) {
    if (text.equals("nothing")) {
      return new SimNode.View(Optional.empty(), Optional.empty());
    }
    List<String> words = List.of(text.split(" ", 2));
    return new SimNode.View(
        Optional.of(SimNode.State.valueOf(words.getFirst())), Optional.of(words.getLast()));
  }

  private void balancer(String name, Section section) {
    SimBalancer balancer = world.addBalancer(name, section.text("address").orElseThrow());
    section
        .section("backends")
        .eachSection((backend, servers) ->
            servers.eachSection((server, of) -> server(balancer, backend, server, of)));
  }

  private static void server(SimBalancer balancer, String backend, String name, Section section) {
    SimServer server = balancer.server(backend, name, section.text("host", name));
    List<String> sessions = section.texts("sessions");
    if (!sessions.isEmpty()) {
      server.sessions(sessions.stream().mapToInt(Integer::parseInt).toArray());
    }
    switch (section.text("admin", "ready")) {
      case "ready" -> server.ready();
      case "drain" -> server.drain();
      case "maint" -> server.maint();
      default -> throw new IllegalArgumentException("admin is ready, drain or maint");
    }
    server.failing(section.flag("failing"));
  }

  private void page(String line, Section section) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    section.section("headers").map().forEach((name, value) -> headers.put(name, List.of(value)));
    world
        .pages()
        .put(line, new Response(section.number("status", 200), headers, section.text("body", "")));
  }
}
