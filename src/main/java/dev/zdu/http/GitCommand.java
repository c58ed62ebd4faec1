package dev.zdu.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One command of a Git client in an SSH session. */
final class GitCommand implements Command {

  private static final Logger LOG = LoggerFactory.getLogger(GitCommand.class);
  private static final Pattern FORM =
      Pattern.compile("git[- ](upload|receive)-pack\\s+'?([^']*)'?\\s*");

  private final GitServer git;
  private final Activity activity;
  private final User user;
  private final String line;
  private final Runnable arrived;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private @Nullable OutputStream err;
  private @Nullable ExitCallback exit;
  private @Nullable Thread thread;
  private Activity.@Nullable Span span;

  GitCommand(GitServer git, Activity activity, User user, String line, Runnable arrived) {
    this.git = git;
    this.activity = activity;
    this.user = user;
    this.line = line;
    this.arrived = arrived;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    InputStream input = wired(in);
    OutputStream output = wired(out);
    OutputStream errors = wired(err);
    ExitCallback done = wired(exit);
    Map<String, String> variables = environment.getEnv();
    activity.seen(user.name());
    span = activity.task();
    arrived.run();
    thread =
        Thread.ofVirtual()
            .name("git over ssh")
            .start(() -> {
              int code = 1;
              try {
                code = serve(variables, input, output, errors);
              } finally {
                done.onExit(code);
              }
            });
  }

  private static <T> T wired(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("The SSH server starts a command before it is wired");
    }
    return value;
  }

  private int serve(
      Map<String, String> variables, InputStream input, OutputStream output, OutputStream errors) {
    try {
      Matcher matcher = FORM.matcher(line);
      if (!matcher.matches()) {
        return complain(errors, "Only Git may be used here: git-upload-pack, git-receive-pack");
      }
      if (!git.isOpen()) {
        return complain(errors, "The node is not running");
      }
      Optional<String> name = Repositories.nameIn(matcher.group(2));
      if (name.isEmpty() || !git.repositories().exists(name.get())) {
        return complain(errors, "Repository not found: " + matcher.group(2));
      }
      if (matcher.group(1).equals("upload")) {
        List<String> protocol = List.of(variables.getOrDefault("GIT_PROTOCOL", "").split(":", -1));
        git.upload(name.get(), protocol, input, output, errors);
      } else {
        git.receive(name.get(), user, input, output, errors);
      }
      return 0;
    } catch (IOException | UncheckedIOException e) {
      LOG.info("{} by {} broke off: {}", line, user, e.toString());
      return 128;
    }
  }

  private static int complain(OutputStream errors, String message) throws IOException {
    errors.write(("fatal: " + message + "\n").getBytes(StandardCharsets.UTF_8));
    errors.flush();
    return 128;
  }

  /** The channel is closed: only now has a slow client everything that the command wrote. */
  @Override
  public void destroy(ChannelSession channel) {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
    Activity.Span open = span;
    if (open != null) {
      open.close();
    }
  }
}
