package dev.zdu;

import dev.zdu.cluster.Action;
import dev.zdu.cluster.Cluster;
import dev.zdu.cluster.Decision;
import dev.zdu.cluster.Node;
import dev.zdu.cluster.NodeState;
import dev.zdu.cluster.Push;
import dev.zdu.cluster.Version;
import dev.zdu.fault.Fault;
import dev.zdu.fault.Faults;
import dev.zdu.http.Activity;
import dev.zdu.http.Backend;
import dev.zdu.http.Phase;
import dev.zdu.http.SshServer;
import dev.zdu.http.WebServer;
import dev.zdu.member.Membership;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node: it joins, serves, and leaves without cutting anybody off. */
public final class ZduServer implements Backend {

  private static final Logger LOG = LoggerFactory.getLogger(ZduServer.class);

  private final Settings settings;
  private final Node born;
  private final Faults faults;
  private final Activity activity;
  private final WebServer web;
  private final SshServer ssh;
  private final Duration grace;
  private final AtomicReference<NodeState> state = new AtomicReference<>(NodeState.STARTING);
  private final AtomicReference<Optional<SharedState>> shared =
      new AtomicReference<>(Optional.empty());
  private final ScheduledExecutorService pulse =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("pulse").factory());

  /** A node that has not started yet. */
  public ZduServer(Settings settings, InstantSource clock)
      throws IOException, GeneralSecurityException, SettingsException {
    this.settings = settings;
    this.born =
        Node.of(
            UUID.randomUUID().toString(),
            settings.nodeName(),
            settings.join().self(),
            NodeState.STARTING,
            settings.version());
    this.grace = settings.grace();
    Files.createDirectories(settings.repositories());
    this.faults = readFaults(settings);
    this.activity = new Activity(clock);
    this.web =
        new WebServer(settings.web(), this, faults, activity, clock, settings.repositories());
    this.ssh =
        new SshServer(
            settings.ssh(),
            settings.users(),
            this,
            activity,
            clock,
            settings.sharedHome(),
            settings.repositories());
  }

  private static Faults readFaults(Settings settings) throws IOException, SettingsException {
    try {
      return Faults.read(settings.home().resolve("faults.properties"));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()));
    }
  }

  /** Starts; returns when the node is ACTIVE, or not at all while a fault holds it. */
  public void start()
      throws IOException, SettingsException, RefusedToJoinException, InterruptedException {
    LOG.info("Starting {} {} as node {}", "Bitbucket", settings.version(), born.name());
    web.start();
    SharedState connected = SharedState.connect(settings);
    shared.set(Optional.of(connected));
    join(connected);
    var _ = pulse.scheduleWithFixedDelay(this::tellAgain, 1, 1, TimeUnit.SECONDS);
    ssh.start();
    if (faults.value(Fault.CRASH).filter("starting"::equals).isPresent()) {
      Runtime.getRuntime().halt(137);
    }
    faults.onChange(this::obeyFaults);
    faults.awaitOff(Fault.STUCK_STARTING);
    if (state.compareAndSet(NodeState.STARTING, NodeState.ACTIVE)) {
      obeyFaults();
      LOG.info("Node {} is running", born.name());
    }
  }

  /** The version is checked under the lock of the upgrade mode, so it can't change meanwhile. */
  private void join(SharedState connected) throws IOException, RefusedToJoinException {
    AtomicReference<Optional<String>> refusal = new AtomicReference<>(Optional.empty());
    connected
        .mode()
        .change(mode -> {
          refusal.set(
              Cluster.refusalToJoin(settings.version(), mode, connected.membership().live()));
          if (refusal.get().isEmpty()) {
            tell();
          }
          return Optional.empty();
        });
    Optional<String> reason = refusal.get();
    if (reason.isPresent()) {
      connected.close();
      web.stop();
      throw new RefusedToJoinException(reason.get());
    }
  }

  private void obeyFaults() {
    if (faults.value(Fault.CRASH).filter("now"::equals).isPresent()) {
      Runtime.getRuntime().halt(137);
    }
    if (faults.isOn(Fault.ERROR)) {
      state.compareAndSet(NodeState.ACTIVE, NodeState.ERROR);
    } else {
      state.compareAndSet(NodeState.ERROR, NodeState.ACTIVE);
    }
    tell();
  }

  /** Tells again and again: what a peer has missed, it hears a second later. */
  private void tellAgain() {
    try {
      tell();
    } catch (RuntimeException e) {
      LOG.warn("Could not tell the peers; trying again", e);
    }
  }

  /** One at a time, lest an older state overtakes a newer one. */
  private synchronized void tell() {
    shared.get().map(SharedState::membership).ifPresent(membership -> membership.tell(self()));
  }

  /** Stops: takes nothing new, lets what runs finish, then leaves. */
  public void stop() throws IOException, InterruptedException {
    LOG.info("Stopping; running requests may take up to {} s", grace.toSeconds());
    state.set(NodeState.TERMINATING);
    tell();
    web.stopAccepting();
    ssh.stopAccepting();
    if (!activity.awaitQuiet(grace)) {
      LOG.warn("{} requests did not finish in time and are cut off", activity.load().tasks());
    }
    Optional<Duration> slow = faults.seconds(Fault.SLOW_STOP);
    if (slow.isPresent()) {
      boolean _ = new CountDownLatch(1).await(slow.get().toMillis(), TimeUnit.MILLISECONDS);
    }
    pulse.shutdown();
    ssh.stop();
    web.stop();
    shared.get().ifPresent(SharedState::close);
    LOG.info("Stopped");
  }

  /** The port that HTTP is served on. */
  public int port() {
    return web.port();
  }

  @Override
  public Phase phase() {
    return switch (state.get()) {
      case STARTING -> Phase.STARTING;
      case ACTIVE, DRAINING -> Phase.RUNNING;
      case TERMINATING, OFFLINE -> Phase.STOPPING;
      case ERROR -> Phase.ERROR;
    };
  }

  @Override
  public Node self() {
    Optional<Version> version =
        faults
            .value(Fault.VERSION)
            .flatMap(Version::parse)
            .or(() -> Optional.of(settings.version()))
            .filter(_ -> !faults.isOn(Fault.NULL_VERSION));
    return new Node(
        born.id(),
        born.name(),
        born.address(),
        Optional.of(state.get()).filter(_ -> !faults.isOn(Fault.NULL_STATE)),
        version,
        version.map(Version::buildNumber),
        activity.load());
  }

  @Override
  public Cluster cluster() throws IOException {
    SharedState connected = connected();
    return new Cluster(connected.mode().read(), self(), connected.membership().live());
  }

  @Override
  public Decision take(Action action) throws IOException {
    SharedState connected = connected();
    Membership membership = connected.membership();
    AtomicReference<Decision> decision = new AtomicReference<>(new Decision.Refused(""));
    connected
        .mode()
        .change(mode -> {
          Decision made = new Cluster(mode, self(), membership.live()).decide(action);
          decision.set(made);
          return switch (made) {
            case Decision.Legal(var next) -> Optional.of(next);
            case Decision.Refused _ -> Optional.empty();
          };
        });
    LOG.info("{}: {}", action, decision.get());
    return decision.get();
  }

  @Override
  public void record(List<Push> pushes) throws IOException {
    connected().pushes().record(pushes);
  }

  @Override
  public List<Push> pushes(String repository, Instant since) throws IOException {
    return connected().pushes().pushes(repository, since);
  }

  private SharedState connected() throws IOException {
    return shared.get().orElseThrow(() -> new IOException("The node has not joined yet"));
  }
}
