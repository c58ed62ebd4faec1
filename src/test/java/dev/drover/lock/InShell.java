package dev.drover.lock;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.ForwardingRemote;
import dev.drover.remote.LocalShell;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.ShellRemote;
import dev.drover.remote.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** This machine, where scripts are run by a certain shell. */
record InShell(Remote remote, List<Word> shell) implements ForwardingRemote {

  static Remote of(String words) {
    return new InShell(
        new ShellRemote(new LocalShell("here")),
        Stream.of(words.split(" ", -1)).map(Word::of).toList());
  }

  @Override
  public CommandResult exec(Command command) throws RemoteException, InterruptedException {
    List<Word> words = new ArrayList<>(shell);
    words.addAll(command.words().subList(1, command.words().size()));
    Command other = Command.of(words).within(command.timeout());
    return remote.exec(command.input().map(other::input).orElse(other));
  }
}
