package dev.drover.notify;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Word;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Endpoint.Authorization;
import dev.drover.rest.Request;
import dev.drover.rest.Response;
import dev.drover.rest.Rests;
import dev.drover.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings a notice to somebody, once. It follows no redirect: who is told is who was named.
 *
 * @param controller the door to this machine
 */
record Delivery(Rests rests, Remote controller) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** What came of it. */
  sealed interface Result {
    /** It arrived. */
    record Delivered() implements Result {}

    /**
     * It did not.
     *
     * @param again whether it is worth while to try again
     */
    record Failed(String why, boolean again) implements Result {}
  }

  Result bring(Notice notice, Recipient recipient) throws InterruptedException {
    try {
      return switch (recipient) {
        case Recipient.Slack(Secret url) ->
            post(url, JSON.writeValueAsString(Map.of("text", slack(notice.text()))));
        case Recipient.Webhook(Secret url) -> post(url, JSON.writeValueAsString(notice));
        case Recipient.Program(List<String> words) ->
            run(words, JSON.writeValueAsString(notice) + "\n");
      };
    } catch (RemoteException e) {
      return new Result.Failed(String.valueOf(e.getMessage()), true);
    }
  }

  private Result post(Secret url, String body) throws RemoteException, InterruptedException {
    URI uri = URI.create(url.reveal());
    URI base = URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    Response response =
        rests
            .to(Endpoint.of(base, new Authorization.None()))
            .send(
                new Request(
                    "POST",
                    Recipient.path(uri),
                    Map.of("Content-Type", "application/json"),
                    Optional.of(Secret.of(body)),
                    false,
                    LIMIT));
    return response.ok()
        ? new Result.Delivered()
        : new Result.Failed(
            "it answered " + response.status(),
            response.status() >= 500 || response.status() == 429 || response.status() == 408);
  }

  private Result run(List<String> words, String input)
      throws RemoteException, InterruptedException {
    CommandResult result =
        controller.exec(
            Command.of(words.stream().map(Word::of).toList())
                .input(Secret.of(input))
                .within(LIMIT));
    return result.status() == 0
        ? new Result.Delivered()
        : new Result.Failed(
            "it ended with "
                + result.status()
                + result.err().lines().findFirst().map(line -> ": " + plain(line)).orElse(""),
            false);
  }

  /** The shell that runs a program puts its own name before what it says of it. */
  private static String plain(String line) {
    return line.replaceFirst("^drover-[0-9a-f-]+: (?:line )?\\d+: (?:eval: )?(?:line \\d+: )?", "");
  }

  /** In Slack's texts these three letters begin markup, mentions of everybody too. */
  private static String slack(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
