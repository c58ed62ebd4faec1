package dev.zdu.http;

import dev.zdu.fault.Fault;
import dev.zdu.fault.Faults;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** Stands before every REST resource: is the node ready, who asks, which fault is on. */
final class Gate {

  private static final String JSON = "application/json;charset=UTF-8";

  private final Backend backend;
  private final Users users;
  private final boolean tokensAdminister;
  private final Faults faults;
  private final Activity activity;

  Gate(Backend backend, Users users, boolean tokensAdminister, Faults faults, Activity activity) {
    this.backend = backend;
    this.users = users;
    this.tokensAdminister = tokensAdminister;
    this.faults = faults;
    this.activity = activity;
  }

  static void answer(Context context, int status, ObjectNode json) {
    context.status(status).contentType(JSON).result(json.toString());
  }

  static void refuse(Context context, int status, String message) {
    answer(context, status, Json.error(message));
  }

  /** For anybody, at any time, but not without the faults. */
  Handler open(Handler handler) {
    return context -> {
      if (!spoiltByFault(context)) {
        handler.handle(context);
      }
    };
  }

  /** For administrators, while the node runs. */
  Handler administration(Handler handler) {
    return open(context -> {
      if (backend.phase() == Phase.STARTING || backend.phase() == Phase.ERROR) {
        refuse(context, 503, "This node is " + backend.phase() + ".");
      } else {
        try (var _ = activity.task()) {
          administrator(handler).handle(context);
        }
      }
    });
  }

  /** For administrators, whatever the node does. */
  Handler administrator(Handler handler) {
    return context -> {
      Optional<Users.Proven> proven =
          Optional.ofNullable(context.header("Authorization")).flatMap(users::byHeader);
      if (proven.isEmpty() || (proven.get().byToken() && !tokensAdminister)) {
        context.header("WWW-Authenticate", "Basic realm=\"Bitbucket\"");
        refuse(context, 401, "Authentication failed or is required for this resource.");
        return;
      }
      User user = proven.get().user();
      activity.seen(user.name());
      if (!user.admin()) {
        refuse(context, 403, "You are not permitted to access this resource.");
        return;
      }
      handler.handle(context);
    };
  }

  private boolean spoiltByFault(Context context) throws InterruptedException {
    Optional<Duration> slow = faults.seconds(Fault.SLOW_ANSWERS);
    if (slow.isPresent()) {
      boolean _ = new CountDownLatch(1).await(slow.get().toMillis(), TimeUnit.MILLISECONDS);
    }
    Optional<String> status = faults.value(Fault.REST_STATUS);
    status.ifPresent(
        code -> refuse(context, Integer.parseInt(code), "The fault rest-status is on."));
    return status.isPresent();
  }
}
