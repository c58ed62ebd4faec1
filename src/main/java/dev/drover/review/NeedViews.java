package dev.drover.review;

import dev.drover.plan.Right;
import dev.drover.remote.Target;
import dev.drover.review.PlanDocument.NeedView;
import dev.drover.secret.Masker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rights that a plan needs, in the words of the systems that give them. */
public final class NeedViews {

  private static final List<String> KINDS =
      List.of("login", "sudo", "service", "api", "http", "balancer", "network", "unknown");

  private static final String HERE = "this machine";

  private NeedViews() {}

  /**
   * The views, by kind.
   *
   * @param rights each with the tasks that need it
   */
  public static List<NeedView> of(Map<Right, Set<String>> rights, Masker masker) {
    List<NeedView> needs = new ArrayList<>();
    rights.forEach((right, tasks) -> {
      NeedView view = view(right, List.copyOf(tasks));
      needs.add(
          new NeedView(
              view.kind(), masker.mask(view.subject()), masker.mask(view.right()), view.steps()));
    });
    if (rights.keySet().stream().anyMatch(NeedViews::isOpen)) {
      needs.add(
          new NeedView(
              "unknown",
              "logins",
              "user, address, port and jump hosts that the inventory leaves out come from the"
                  + " OpenSSH configuration of whoever runs it",
              List.of()));
    }
    needs.sort(Comparator.comparingInt(need -> KINDS.indexOf(need.kind())));
    return needs.stream().distinct().toList();
  }

  private static boolean isOpen(Right right) {
    return right instanceof Right.Login(Target machine)
        && machine.kind() == Target.Kind.SSH
        && (machine.user().isEmpty() || machine.port().isEmpty() || machine.jump().isEmpty());
  }

  private static NeedView view(Right right, List<String> tasks) {
    return switch (right) {
      case Right.Login(Target machine) ->
          new NeedView("login", machine.name(), login(machine), tasks);
      case Right.Become become -> new NeedView("sudo", become.host(), Sudoers.line(become), tasks);
      case Right.Program program ->
          new NeedView("sudo", program.host(), Sudoers.line(program), tasks);
      case Right.Service service ->
          new NeedView(
              "service",
              service.host(),
              "`%s` as %s, which is root's unless the system allows it to others"
                  .formatted(
                      String.join(" ", service.words()), service.by().orElse("the login user")),
              tasks);
      case Right.Api api -> new NeedView("api", "cluster " + api.cluster(), request(api), tasks);
      case Right.Web web ->
          new NeedView(
              "http", web.base().toString(), web.method() + " " + web.path() + as(web.as()), tasks);
      case Right.Balancer balancer ->
          new NeedView(
              "balancer",
              balancer.via().orElse(HERE),
              "%s with level %s".formatted(balancer.address(), balancer.level()),
              tasks);
      case Right.Path path ->
          new NeedView(
              "network",
              path.from().orElse(HERE),
              "to %s, %s%s"
                  .formatted(
                      path.to(),
                      path.what(),
                      path.through().isEmpty() ? "" : " through " + path.through()),
              tasks);
      case Right.Unknown unknown ->
          new NeedView("unknown", unknown.subject(), unknown.words(), tasks);
    };
  }

  private static String login(Target machine) {
    if (machine.kind() == Target.Kind.LOCAL) {
      return "work on this machine as whoever runs Drover";
    }
    String user = machine.user().map(name -> name + "@").orElse("");
    return "SSH to "
        + user
        + machine.address().orElse(machine.name())
        + Optional.of(machine.port().orElse(22))
            .filter(port -> port != 22)
            .map(port -> ":" + port)
            .orElse("")
        + machine.jump().map(jump -> " through " + jump).orElse("");
  }

  /** The vendor's page on rolling upgrades names the role for all of that interface. */
  private static String request(Right.Api api) {
    return api.method()
        + " "
        + api.path()
        + as(api.as())
        + (api.path().startsWith("/rest/zdu/") ? ", a system administrator" : "");
  }

  private static String as(String account) {
    return switch (account) {
      case "" -> " without credentials";
      case "token" -> " by an access token";
      default -> " as " + account;
    };
  }
}
