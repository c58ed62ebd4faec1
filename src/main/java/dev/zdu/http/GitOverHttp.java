package dev.zdu.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;

/** Git over smart HTTP, with authentication in front of it. */
final class GitOverHttp {

  private static final String USER = GitOverHttp.class.getName() + ".user";
  private static final String NAME = GitOverHttp.class.getName() + ".name";

  private final GitServer git;
  private final Users users;
  private final Activity activity;

  GitOverHttp(GitServer git, Users users, Activity activity) {
    this.git = git;
    this.users = users;
    this.activity = activity;
  }

  GitServlet servlet() {
    GitServlet servlet = new GitServlet();
    servlet.setRepositoryResolver(this::open);
    servlet.setReceivePackFactory((request, repository) ->
        git.receivePack(
            repository, (String) request.getAttribute(NAME), (User) request.getAttribute(USER)));
    return servlet;
  }

  private Repository open(HttpServletRequest request, String path)
      throws RepositoryNotFoundException, ServiceMayNotContinueException {
    String name =
        Repositories.nameIn(path).orElseThrow(() -> new RepositoryNotFoundException(path));
    request.setAttribute(NAME, name);
    try {
      return git.repositories().open(name);
    } catch (RepositoryNotFoundException e) {
      throw e;
    } catch (IOException e) {
      throw new ServiceMayNotContinueException("Cannot open " + name, e);
    }
  }

  /** Lets only known users in, and nobody while the node does not run. */
  Filter guard() {
    return new Filter() {
      @Override
      public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
          throws IOException, ServletException {
        guard((HttpServletRequest) request, (HttpServletResponse) response, chain);
      }
    };
  }

  private void guard(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!git.isOpen()) {
      response.sendError(503, "The node is not running");
      return;
    }
    Optional<Users.Proven> proven =
        Optional.ofNullable(request.getHeader("Authorization")).flatMap(users::byHeader);
    if (proven.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"Bitbucket\"");
      response.sendError(401, "Authentication required");
      return;
    }
    User user = proven.get().user();
    request.setAttribute(USER, user);
    try (var _ = activity.task()) {
      activity.seen(user.name());
      chain.doFilter(request, response);
    }
  }
}
