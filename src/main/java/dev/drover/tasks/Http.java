package dev.drover.tasks;

import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.remote.RemoteException;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Endpoint.Authorization;
import dev.drover.rest.Request;
import dev.drover.rest.Response;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Main;
import dev.drover.secret.Secret;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.Facts;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sends an HTTP request and checks the answer. */
@Doc("Sends an HTTP request and checks the answer.")
@Kind(name = "http", since = "1.0", group = Kind.Group.GENERAL)
public final class Http implements TaskKind<Http.Args> {
  private static final JsonMapper JSON = new JsonMapper();

  /** Lines of an answer that help to understand a failure. */
  private static final int MOST_EVIDENCE = 10;

  /** The arguments. */
  public record Args(
      @Main @Doc("URL, with path and query") URI url,
      @Doc("Method") @Default("get") Method method,
      @Doc("Headers") @Default("{}") Map<String, String> headers,
      @Doc("Body, as it is") Optional<Secret> body,
      @Doc("Body, as data that is sent as JSON") Optional<Value> json,
      @Doc("Statuses that mean success") @Default("[200]") List<Integer> status,
      @Doc("User, sent by HTTP Basic") Optional<String> username,
      @Doc("The user's password") Optional<Secret> password,
      @Doc("Token, sent as Bearer") Optional<Secret> token,
      @Doc("PEM file of a private certificate authority to trust besides the system's")
          Optional<Path> ca,
      @Doc("PEM file with client certificate and key") Optional<Path> clientCertificate,
      @Doc("HTTP proxy") Optional<URI> proxy,
      @Doc("Reach the URL from the host itself, through its SSH session") @Default("false")
          boolean tunnel,
      @Doc("A method that changes something may nevertheless be repeated") @Default("false")
          boolean repeatable,
      @Doc("Longest time the whole answer may take") @Default("30s") Duration timeout) {
    public Args {
      if (!isHttp(url)) {
        throw new IllegalArgumentException("`url` must begin with `http://` or `https://`");
      }
      if (timeout.isZero()) {
        throw new IllegalArgumentException("`timeout` must be longer than `0s`");
      }
      if (body.isPresent() && json.isPresent()) {
        throw new IllegalArgumentException("`body` and `json` exclude each other");
      }
      if (token.isPresent() && username.isPresent()) {
        throw new IllegalArgumentException("`token` and `username` exclude each other");
      }
      if (username.isPresent() != password.isPresent()) {
        throw new IllegalArgumentException("`username` and `password` go together");
      }
    }

    Endpoint endpoint(Facts facts) {
      return new Endpoint(
          URI.create(url.getScheme() + "://" + url.getRawAuthority()),
          authorization(),
          ca,
          clientCertificate,
          proxy,
          tunnel ? Optional.of(facts.host().name()) : Optional.empty());
    }

    private Authorization authorization() {
      return token
          .<Authorization>map(Authorization.Bearer::new)
          .or(() -> username.map(user -> new Authorization.Basic(user, password.orElseThrow())))
          .orElse(new Authorization.None());
    }

    Request request() {
      String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
      Map<String, String> all = new LinkedHashMap<>(headers);
      if (json.isPresent()) {
        all.putIfAbsent("Content-Type", "application/json");
      }
      return new Request(
          method.name(),
          url.getRawQuery() == null ? path : path + "?" + url.getRawQuery(),
          all,
          json.map(data -> Secret.of(JSON.writeValueAsString(Values.plain(data)))).or(() -> body),
          true,
          timeout);
    }

    String words() {
      return method.name() + " " + Endpoint.plain(url);
    }
  }

  static boolean isHttp(URI url) {
    return url.getScheme().equalsIgnoreCase("http") || url.getScheme().equalsIgnoreCase("https");
  }

  /** The methods. */
  public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE
  }

  /** What {@code register} offers. */
  public record Answer(
      @Doc("Status of the answer") int status,
      @Doc("Its body as text") String body,
      @Doc("Its body as data, if it is JSON") Optional<Value> json) {}

  @Override
  public Class<? extends Record> result() {
    return Answer.class;
  }

  @Override
  public List<Path> files(Args args) {
    return java.util.stream.Stream.of(args.ca(), args.clientCertificate())
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public Recovery recovery(Args args) {
    return args.request().reads() || args.repeatable() ? Recovery.REPEAT : Recovery.ASK;
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    return List.of(new Need.Web(args.endpoint(facts), args.method().name(), args.request().path()));
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    if (!args.request().reads()) {
      return Changes.some("sends " + args.words());
    }
    Response response = facts.rest(args.endpoint(facts)).send(args.request());
    return args.status().contains(response.status())
        ? Changes.none(args.words() + " answers " + response.status())
        : Changes.fails(unexpected(args, response));
  }

  private static String unexpected(Args args, Response response) {
    String wanted = String.join(" or ", args.status().stream().map(String::valueOf).toList());
    return args.words() + " answered " + response.status() + ", not " + wanted;
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Response response = context.rest(args.endpoint(context)).send(args.request());
    Answer answer = new Answer(response.status(), response.body(), json(response));
    if (!args.status().contains(response.status())) {
      return Outcome.failed(
          unexpected(args, response),
          response.body().lines().limit(MOST_EVIDENCE).toList(),
          "look at what the service says; then resume the run",
          answer);
    }
    String summary = args.words() + " answered " + response.status();
    return args.request().reads()
        ? Outcome.unchanged(summary, answer)
        : Outcome.changed(summary, answer);
  }

  private static Optional<Value> json(Response response) {
    boolean isJson =
        response.headers().getOrDefault("content-type", List.of()).stream()
            .anyMatch(type -> type.toLowerCase(Locale.ROOT).contains("json"));
    if (!isJson || response.body().isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Value.of(JSON.readValue(response.body(), Object.class)));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** What a request leaves behind is known to the service alone. */
  @Override
  public void simulate(Args args, Facts facts, World world) {}
}
