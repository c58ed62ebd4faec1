package dev.drover.architecture.planted.zdu.cluster;

import com.hazelcast.config.Config;
import dev.drover.architecture.planted.drover.run.Used;
import io.javalin.Javalin;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** A planted violation: the server knows the tool, and its rules know libraries. */
public final class Rule {
  Used tool = new Used();
  Config members = new Config();
  ObjectId id = ObjectId.zeroId();

  Optional<Javalin> web(Javalin server) {
    return Optional.of(server);
  }
}
