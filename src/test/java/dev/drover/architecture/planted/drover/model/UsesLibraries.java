package dev.drover.architecture.planted.drover.model;

import com.github.mustachejava.Mustache;
import dev.cel.common.CelOptions;
import java.net.http.HttpClient;
import java.util.Optional;
import org.apache.sshd.client.SshClient;
import org.yaml.snakeyaml.LoaderOptions;
import picocli.CommandLine;

/** A planted violation: confined libraries where they do not belong. */
final class UsesLibraries {
  Optional<LoaderOptions> yaml = Optional.empty();
  Optional<LoaderOptions> parsed = Optional.of(new LoaderOptions());
  Optional<Mustache> mustache = Optional.empty();
  CelOptions cel = CelOptions.DEFAULT;
  HttpClient http = HttpClient.newHttpClient();
  SshClient ssh = SshClient.setUpDefaultClient();
  CommandLine cli = new CommandLine(this);

  Mustache compiled(Mustache one) {
    return one;
  }
}
