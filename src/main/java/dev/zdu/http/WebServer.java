package dev.zdu.http;

import dev.zdu.fault.Faults;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side of a node. */
public final class WebServer {

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  /** A clone may stand still for so long before its connection is given up. */
  private static final Duration IDLE = Duration.ofMinutes(5);

  /** Where to listen, and under which path everything is. */
  public record Listen(String address, int port, String contextPath) {}

  /** What differs between installations. */
  public record Options(
      Listen listen,
      List<User> users,
      boolean tokensAdminister,
      boolean tasksAndUsers,
      boolean portNumber) {
    public Options {
      users = List.copyOf(users);
    }
  }

  private final Javalin javalin;
  private final AtomicReference<ServerConnector> connector = new AtomicReference<>();

  public WebServer(
      Options options,
      Backend backend,
      Faults faults,
      Activity activity,
      InstantSource clock,
      Path repositories) {
    GitSettings.install();
    Users users = new Users(options.users());
    Repositories shared = new Repositories(repositories);
    GitOverHttp git = new GitOverHttp(new GitServer(backend, clock, shared), users, activity);
    Gate gate = new Gate(backend, users, options.tokensAdminister(), faults, activity);
    Json json = new Json(new Json.Profile(options.tasksAndUsers(), options.portNumber()));
    this.javalin =
        Javalin.create(config -> {
          configure(config, options.listen());
          config.jetty.modifyServletContextHandler(
              context -> mount(context, options.listen().contextPath() + "/scm/*", git));
          routes(config.routes, gate, backend, json, faults, shared);
        });
  }

  private void configure(JavalinConfig config, Listen listen) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.router.contextPath = listen.contextPath().isEmpty() ? "/" : listen.contextPath();
    config.jetty.addConnector((server, http) -> connect(server, http, listen));
  }

  private ServerConnector connect(Server server, HttpConfiguration http, Listen listen) {
    http.setSendServerVersion(false);
    ServerConnector made = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    made.setHost(listen.address());
    made.setPort(listen.port());
    made.setIdleTimeout(IDLE.toMillis());
    made.setReuseAddress(true);
    connector.set(made);
    return made;
  }

  private static void mount(ServletContextHandler context, String path, GitOverHttp git) {
    context.addFilter(new FilterHolder(git.guard()), path, EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(git.servlet()), path);
  }

  private static void routes(
      RoutesConfig routes,
      Gate gate,
      Backend backend,
      Json json,
      Faults faults,
      Repositories repositories) {
    // A stopping node gets rid of clients that would ask on and on over an open connection.
    routes.before(context -> {
      if (backend.phase() == Phase.STOPPING) {
        context.header("Connection", "close");
      }
    });
    new ZduResource(backend, json, faults).routes(routes, gate);
    new AdminResource(backend, repositories).routes(routes, gate);
    new FaultsResource(faults).routes(routes, gate);
    routes.error(
        404,
        context -> {
          if (!String.valueOf(context.res().getContentType()).startsWith("application/json")) {
            Gate.refuse(context, 404, "There is nothing at " + context.path() + ".");
          }
        });
    routes.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("{} {} failed", context.method(), context.path(), e);
          Gate.refuse(context, 500, String.valueOf(e.getMessage()));
        });
  }

  /** Listens; what is asked before the node runs is answered accordingly. */
  public void start() {
    javalin.start();
  }

  public int port() {
    return connector.get().getLocalPort();
  }

  /** Refuses new connections; requests on open ones are served on. */
  public void stopAccepting() {
    connector.get().setAccepting(false);
    connector.get().close();
  }

  /** Ends at once. */
  public void stop() {
    javalin.stop();
  }
}
