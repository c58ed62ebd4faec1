package dev.drover.notify;

import dev.drover.schema.Doc;
import dev.drover.schema.Main;
import dev.drover.secret.Secret;
import dev.drover.task.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is told of runs on a host, as its inventory says. */
@Settings("notify")
public record Recipients(
    @Main @Doc("Who is told: texts as `--notify` takes them, or maps") List<One> to) {

  /** One of them. */
  public record One(
      @Main
          @Doc(
              "`https://…` (gets JSON), `slack:https://…` or `command:PROGRAM`; may be from a vault")
          Optional<Secret> target,
      @Doc("URL of a webhook of Slack's form; may be from a vault") Optional<Secret> slack,
      @Doc("URL that gets JSON; may be from a vault") Optional<Secret> url,
      @Doc("Program with its arguments; gets JSON on standard input")
          Optional<List<String>> command) {

    public One {
      if (Stream.of(target, slack, url, command).filter(Optional::isPresent).count() != 1) {
        throw new IllegalArgumentException("name one of `slack`, `url` and `command`");
      }
      recipient(target, slack, url, command);
    }

    /** Whom it means. */
    public Recipient recipient() {
      return recipient(target, slack, url, command);
    }

    private static Recipient recipient(
        Optional<Secret> target,
        Optional<Secret> slack,
        Optional<Secret> url,
        Optional<List<String>> command) {
      return slack
          .<Recipient>map(Recipient.Slack::new)
          .or(() -> url.map(Recipient.Webhook::new))
          .or(() -> command.map(Recipient.Program::new))
          .or(() -> target.map(text -> Recipient.of(text.reveal())))
          .orElseThrow();
    }
  }

  public Recipients {
    to = List.copyOf(to);
  }
}
