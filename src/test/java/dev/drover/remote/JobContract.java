package dev.drover.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a job means on every machine, real or simulated. */
public abstract class JobContract {

  /** No other test uses it. */
  protected final String id = "t" + UUID.randomUUID();

  /** The way to the machine. */
  protected abstract Remote remote();

  /** A command that counts how often it is begun, prints that number, and ends with 3. */
  protected abstract Command counting() throws Exception;

  /** A command that was begun as the job, and was left alone until its time was over. */
  protected abstract Command forsaken() throws Exception;

  @AfterEach
  void removeJobs() throws Exception {
    new Jobs(remote()).remove(List.of(id));
  }

  protected Command job(Command command) {
    return command.job(Job.of(id));
  }

  @Test
  void beginsAJobOnceAndTellsItsResultToWhoeverAttaches() throws Exception {
    CommandResult first = new CommandResult(3, "1\n", "");
    assertThat(remote().exec(job(counting()))).isEqualTo(first);
    assertThat(remote().exec(job(counting()))).isEqualTo(first);
    assertThat(remote().exec(counting().job(Job.of(id + "-2"))).out()).isEqualTo("2\n");
  }

  @Test
  void tellsHowJobsAreDoing() throws Exception {
    assertThat(new Jobs(remote()).look(id)).isEmpty();
    remote().exec(counting().job(Job.of(id + "-1")));
    remote().exec(counting().job(Job.of(id + "-2")));
    assertThat(new Jobs(remote()).look(id))
        .isEqualTo(Map.of(id + "-1", Jobs.State.ENDED, id + "-2", Jobs.State.ENDED));
    assertThat(new Jobs(remote()).look(id + "-2")).containsOnlyKeys(id + "-2");
  }

  @Test
  void waitsForAJobThatIsThere() throws Exception {
    assertThat(new Jobs(remote()).await(id, java.time.Duration.ofSeconds(10))).isEmpty();
    CommandResult result = remote().exec(job(counting()));
    assertThat(new Jobs(remote()).await(id, java.time.Duration.ofSeconds(10))).contains(result);
  }

  @Test
  void forgetsAJobThatIsRemoved() throws Exception {
    remote().exec(job(counting()));
    new Jobs(remote()).remove(List.of("other", id));
    assertThat(new Jobs(remote()).look(id)).isEmpty();
    assertThat(remote().exec(job(counting())).out()).isEqualTo("2\n");
  }

  @Test
  void tellsWhoeverComesBackThatTheTimeOfAJobWasOver() throws Exception {
    Command command = forsaken();
    assertThat(new Jobs(remote()).look(id)).isEqualTo(Map.of(id, Jobs.State.ENDED));
    assertThatThrownBy(() -> remote().exec(job(command)))
        .isInstanceOf(RemoteException.TooSlow.class)
        .hasMessage(
            "%s: `%s` did not end within 30s; it was ended with all that it had started",
            remote().host(), command);
  }

  @Test
  void leavesAJobAloneThatHasEnded() throws Exception {
    CommandResult result = remote().exec(job(counting()));
    new Jobs(remote()).end(id);
    new Jobs(remote()).end("none-" + id);
    assertThat(remote().exec(job(counting()))).isEqualTo(result);
  }
}
