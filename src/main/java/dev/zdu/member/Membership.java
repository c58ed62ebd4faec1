package dev.zdu.member;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.replicatedmap.ReplicatedMap;
import dev.zdu.cluster.Address;
import dev.zdu.cluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is in the cluster, and what each member tells about itself. A member that is not (or no
 * longer) there is not listed, whatever it told before.
 */
public final class Membership implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  /**
   * Where to find whom.
   *
   * @param group members of another group never join
   * @param members {@code ip:port} of every member there may be
   */
  public record Join(String group, Address self, List<String> members) {
    public Join {
      members = List.copyOf(members);
    }
  }

  private final HazelcastInstance hazelcast;
  private final ReplicatedMap<String, String> rows;
  private final AtomicReference<Optional<Node>> told = new AtomicReference<>(Optional.empty());

  private Membership(HazelcastInstance hazelcast) {
    this.hazelcast = hazelcast;
    this.rows = hazelcast.getReplicatedMap("nodes");
    // After a split the smaller side joins anew and has lost its rows.
    hazelcast
        .getLifecycleService()
        .addLifecycleListener(event -> {
          if (event.getState() == LifecycleState.MERGED) {
            told.get().ifPresent(this::tell);
          }
        });
  }

  /** Joins the cluster, or founds it; returns when the members know each other. */
  public static Membership join(Join join) {
    return new Membership(Hazelcast.newHazelcastInstance(configuration(join)));
  }

  private static Config configuration(Join join) {
    Config config = new Config();
    config.setClusterName(join.group());
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.partition.count", "31");
    config.setProperty("hazelcast.operation.thread.count", "2");
    config.setProperty("hazelcast.operation.generic.thread.count", "2");
    config.setProperty("hazelcast.io.thread.count", "1");
    config.setProperty("hazelcast.event.thread.count", "1");
    // A node that is killed is noticed by its closed connections, a frozen one by its heartbeat.
    config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    config.setProperty("hazelcast.max.no.heartbeat.seconds", "10");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.max.wait.seconds.before.join", "2");
    config.setProperty("hazelcast.merge.first.run.delay.seconds", "5");
    config.setProperty("hazelcast.merge.next.run.delay.seconds", "5");
    config.setProperty("hazelcast.graceful.shutdown.max.wait", "5");
    config.getJetConfig().setEnabled(false);
    // Rows are text: nothing that a peer sends is ever deserialised as a Java object of its choice.
    config
        .getReplicatedMapConfig("nodes")
        .setInMemoryFormat(InMemoryFormat.OBJECT)
        .setAsyncFillup(false);
    NetworkConfig network = config.getNetworkConfig();
    network.setPort(join.self().port()).setPortAutoIncrement(false).setReuseAddress(true);
    network.setPublicAddress(join.self().toString());
    network.getInterfaces().setEnabled(true).addInterface(join.self().ip());
    JoinConfig how = network.getJoin();
    how.getMulticastConfig().setEnabled(false);
    how.getAutoDetectionConfig().setEnabled(false);
    how.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(2);
    join.members().forEach(how.getTcpIpConfig()::addMember);
    return config;
  }

  /** Tells every member about this one; replaces what it told before. */
  public void tell(Node self) {
    told.set(Optional.of(self));
    rows.put(key(hazelcast.getCluster().getLocalMember()), NodeText.of(self));
  }

  /** The members that are there and have told about themselves. */
  public List<Node> live() {
    List<Node> live = new ArrayList<>();
    for (Member member : hazelcast.getCluster().getMembers()) {
      Optional.ofNullable(rows.get(key(member))).map(NodeText::parse).ifPresent(live::add);
    }
    return List.copyOf(live);
  }

  private static String key(Member member) {
    return member.getUuid().toString();
  }

  /** Leaves the cluster; the peers know it at once. */
  @Override
  public void close() {
    if (hazelcast.getLifecycleService().isRunning()) {
      rows.remove(key(hazelcast.getCluster().getLocalMember()));
      hazelcast.shutdown();
      LOG.info("Left the cluster");
    }
  }
}
