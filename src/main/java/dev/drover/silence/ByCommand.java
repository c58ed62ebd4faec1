package dev.drover.silence;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Word;
import dev.drover.task.Facts;
import dev.drover.task.Need;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Silences by programs of this machine, which tell nothing of how it stands. */
record ByCommand(List<String> opening, List<String> closing) implements Silencer {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Override
  public Seen look(Facts facts) {
    return new Seen(false, Optional.empty());
  }

  @Override
  public void open(Facts facts, Duration last, String comment)
      throws RemoteException, InterruptedException {
    run(
        facts,
        command(opening)
            .with("SILENCE_SECONDS", Word.of(String.valueOf(last.toSeconds())))
            .with("SILENCE_COMMENT", Word.of(comment)));
  }

  @Override
  public void close(Facts facts) throws RemoteException, InterruptedException {
    run(facts, command(closing));
  }

  private static Command command(List<String> words) {
    return Command.of(words.stream().map(Word::of).toList()).within(LIMIT);
  }

  private static void run(Facts facts, Command command)
      throws RemoteException, InterruptedException {
    CommandResult result = facts.controller().exec(command);
    if (result.status() != 0) {
      String said = result.err().lines().findFirst().map(line -> ": " + line).orElse("");
      throw new RemoteException.Refused(
          "`" + command + "` ended with status " + result.status() + said,
          "look why it fails when it is called by hand",
          null);
    }
  }

  @Override
  public String words() {
    return "alerts, by `" + command(opening) + "`";
  }

  @Override
  public String byHand() {
    return closing.stream().map(word -> Word.of(word).quoted()).collect(Collectors.joining(" "));
  }

  @Override
  public List<Need> needs() {
    return List.of(new Need.Other("localhost"));
  }
}
