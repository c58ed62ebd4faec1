package dev.drover.doctor;

import dev.drover.remote.RemoteException;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Request;
import dev.drover.rest.Response;
import dev.drover.task.Product;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the search server, which the nodes of a cluster have in common, answers them: nodes that
 * are started without the bundled one have no code search otherwise. Asked without credentials.
 */
final class Search implements ClusterCheck {

  private static final Pattern URL =
      Pattern.compile(
          "(?m)^[ \\t]*plugin\\.search\\.(?:config|elasticsearch)\\.baseurl[ \\t]*[=:][ \\t]*"
              + "(https?)(?:\\\\?):(\\S+?)/?[ \\t]*$");

  private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"(\\w+)\"");

  @Override
  public String name() {
    return "search";
  }

  @Override
  public boolean onMachines() {
    return true;
  }

  @Override
  public Found look(Ward cluster) throws RemoteException, InterruptedException {
    Patient node = cluster.reached().getFirst();
    String file = node.product().map(Product::home).orElseThrow() + "/shared/bitbucket.properties";
    Matcher found = URL.matcher(node.files().readText(file).orElse(""));
    if (!found.find()) {
      return Found.warning(
          "no search server is named in " + file,
          "nodes of a cluster share a remote one: name it there, else code search ends where nodes"
              + " are started without the bundled one");
    }
    String url = found.group(1) + ":" + found.group(2);
    if (url.matches("https?://(localhost|127\\..*|\\[::1\\]).*")) {
      return Found.warning(
          url + " is on the node itself, and stops with it",
          "let all nodes use one remote search server");
    }
    return answer(node, url);
  }

  /** Asked from a node: the search server need not be reachable from here. */
  private static Found answer(Patient node, String url)
      throws RemoteException, InterruptedException {
    Endpoint endpoint =
        new Endpoint(
            URI.create(url),
            new Endpoint.Authorization.None(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(node.host().name()));
    Response response =
        node.view().rest(endpoint).send(Request.get("/_cluster/health").anonymous());
    if (response.status() == 401 || response.status() == 403) {
      return Found.ok(url + " answers " + node.host() + " and asks for credentials, as it should");
    }
    Matcher status = STATUS.matcher(response.body());
    String health = response.ok() && status.find() ? status.group(1) : "";
    return switch (health) {
      case "green", "yellow" -> Found.ok(url + " answers " + node.host() + " and is " + health);
      case "red" ->
          Found.warning(
              url + " is red: parts of its index are missing",
              "let who runs it mend that; code search is incomplete until then");
      default ->
          Found.warning(
              url + " answers " + node.host() + " with " + response.status() + " and no health",
              "check `plugin.search.config.baseurl`");
    };
  }
}
