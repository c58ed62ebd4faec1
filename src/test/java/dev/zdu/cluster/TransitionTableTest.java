package dev.zdu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zdu.cluster.Decision.Legal;
import dev.zdu.cluster.Decision.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TransitionTableTest {

  private static final Version OLD = new Version(7, 9, 0);
  private static final Version NEW = new Version(7, 9, 4);
  private static final Node A = node(1, NodeState.ACTIVE, OLD);
  private static final Node B = node(2, NodeState.ACTIVE, OLD);
  private static final UpgradeMode ON = new UpgradeMode.On(OLD, List.of(A, B));

  private static Node node(int number, NodeState state, Version version) {
    return Node.of(
        "id" + number, "bb" + number, new Address("127.0.0.1", 5700 + number), state, version);
  }

  private static Node silent(int number) {
    return new Node(
        "id" + number,
        "bb" + number,
        new Address("127.0.0.1", 5700 + number),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Load.NONE);
  }

  private static Cluster cluster(UpgradeMode mode, Node... live) {
    return new Cluster(mode, live[0], List.of(live));
  }

  /** A cluster in each state that can be reached; the two of upgrade tasks can't. */
  private static Cluster in(ClusterState state) {
    return switch (state) {
      case STABLE -> cluster(UpgradeMode.OFF, A, B);
      case READY_TO_UPGRADE -> cluster(ON, A, B);
      case MIXED -> cluster(ON, A, node(2, NodeState.ACTIVE, NEW));
      case READY_TO_RUN_UPGRADE_TASKS ->
          cluster(ON, node(1, NodeState.ACTIVE, NEW), node(2, NodeState.ACTIVE, NEW));
      case RUNNING_UPGRADE_TASKS, UPGRADE_TASKS_FAILED ->
          throw new IllegalArgumentException(state + " is never reached");
    };
  }

  private static final List<ClusterState> REACHABLE =
      List.of(
          ClusterState.STABLE,
          ClusterState.READY_TO_UPGRADE,
          ClusterState.MIXED,
          ClusterState.READY_TO_RUN_UPGRADE_TASKS);

  @TestFactory
  List<DynamicTest> everyActionIsLegalInItsOneStateAndRefusedInEveryOther() {
    List<DynamicTest> tests = new ArrayList<>();
    for (ClusterState state : REACHABLE) {
      for (Action action : Action.values()) {
        tests.add(
            DynamicTest.dynamicTest(
                action + " in " + state, () -> assertOneCell(in(state), state, action)));
      }
    }
    return tests;
  }

  private static void assertOneCell(Cluster cluster, ClusterState state, Action action) {
    assertThat(cluster.state()).isEqualTo(state);
    Decision expected =
        switch (action) {
          case START -> state == ClusterState.STABLE ? new Legal(ON) : refused(state, action);
          case CANCEL ->
              state == ClusterState.READY_TO_UPGRADE
                  ? new Legal(UpgradeMode.OFF)
                  : refused(state, action);
          case APPROVE ->
              state == ClusterState.READY_TO_RUN_UPGRADE_TASKS
                  ? new Legal(UpgradeMode.OFF)
                  : refused(state, action);
        };
    assertThat(cluster.decide(action)).isEqualTo(expected);
  }

  private static Decision refused(ClusterState state, Action action) {
    return new Refused(
        "The action '" + action.word() + "' is not legal while the cluster is " + state + ".");
  }

  @Test
  void noActionIsLegalInTheStatesOfUpgradeTasks() {
    for (Action action : Action.values()) {
      assertThat(action.isLegalIn(ClusterState.RUNNING_UPGRADE_TASKS)).isFalse();
      assertThat(action.isLegalIn(ClusterState.UPGRADE_TASKS_FAILED)).isFalse();
    }
  }

  @Test
  void aNodeInErrorMakesTheClusterMixedInEitherMode() {
    Node broken = node(2, NodeState.ERROR, OLD);
    assertThat(cluster(UpgradeMode.OFF, A, broken).state()).isEqualTo(ClusterState.MIXED);
    assertThat(cluster(ON, A, broken).state()).isEqualTo(ClusterState.MIXED);
    assertThat(cluster(UpgradeMode.OFF, A, broken).decide(Action.START))
        .isEqualTo(refused(ClusterState.MIXED, Action.START));
    assertThat(cluster(ON, A, broken).decide(Action.CANCEL))
        .isEqualTo(refused(ClusterState.MIXED, Action.CANCEL));
  }

  @Test
  void nodesThatStartOrStopCountByTheirVersion() {
    assertThat(cluster(ON, A, node(2, NodeState.STARTING, NEW)).state())
        .isEqualTo(ClusterState.MIXED);
    assertThat(cluster(ON, A, node(2, NodeState.TERMINATING, NEW)).state())
        .isEqualTo(ClusterState.MIXED);
    assertThat(cluster(ON, A, node(2, NodeState.STARTING, OLD)).state())
        .isEqualTo(ClusterState.READY_TO_UPGRADE);
  }

  @Test
  void aNodeThatDoesNotTellItsVersionCountsAsAnotherVersion() {
    assertThat(cluster(ON, A, silent(2)).state()).isEqualTo(ClusterState.MIXED);
    assertThat(cluster(UpgradeMode.OFF, A, silent(2)).state()).isEqualTo(ClusterState.STABLE);
  }

  @Test
  void offlineNodesAreIgnoredWhenVersionsAreCompared() {
    assertThat(cluster(ON, node(1, NodeState.ACTIVE, NEW)).state())
        .isEqualTo(ClusterState.READY_TO_RUN_UPGRADE_TASKS);
    assertThat(cluster(ON, B).state()).isEqualTo(ClusterState.READY_TO_UPGRADE);
  }

  @Test
  void aMemberOfTheSnapshotThatIsGoneIsShownOfflineWithoutVersion() {
    assertThat(cluster(ON, A).nodes())
        .containsExactly(
            A,
            new Node(
                "id2",
                "bb2",
                B.address(),
                Optional.of(NodeState.OFFLINE),
                Optional.empty(),
                Optional.empty(),
                Load.NONE));
    assertThat(cluster(UpgradeMode.OFF, A).nodes()).containsExactly(A);
  }

  @Test
  void theSnapshotKnowsNodesByTheirAddressNotByTheirId() {
    Node restarted = Node.of("other", "bb2", B.address(), NodeState.ACTIVE, NEW);
    Node moved = Node.of("x", "bb2", new Address("127.0.0.9", 5702), NodeState.ACTIVE, NEW);
    assertThat(cluster(ON, A, restarted).nodes()).containsExactly(A, restarted);
    assertThat(cluster(ON, A, moved).nodes()).containsExactly(A, B.offline(), moved);
  }

  @Test
  void nodesAreSortedByNameThenAddress() {
    Node second = Node.of("i", "bb1", new Address("127.0.0.2", 1), NodeState.ACTIVE, OLD);
    assertThat(cluster(UpgradeMode.OFF, B, second, A).nodes()).containsExactly(A, second, B);
  }

  @Test
  void startNeedsAKnownVersion() {
    assertThat(cluster(UpgradeMode.OFF, silent(1), A).decide(Action.START))
        .isEqualTo(new Refused("The version of this node is not known."));
  }

  @Test
  void withoutUpgradeModeOnlyTheVersionOfTheOthersMayJoin() {
    assertThat(Cluster.refusalToJoin(OLD, UpgradeMode.OFF, List.of(A, B))).isEmpty();
    assertThat(Cluster.refusalToJoin(NEW, UpgradeMode.OFF, List.of())).isEmpty();
    assertThat(Cluster.refusalToJoin(NEW, UpgradeMode.OFF, List.of(A)))
        .contains(
            "version 7.9.4 cannot join: upgrade mode is off and node bb1 (127.0.0.1:5701) has"
                + " version 7.9.0");
  }

  @Test
  void withUpgradeModeTheOriginalVersionAndHigherPatchesMayJoin() {
    assertThat(Cluster.refusalToJoin(OLD, ON, List.of(A))).isEmpty();
    assertThat(Cluster.refusalToJoin(NEW, ON, List.of(A))).isEmpty();
    assertThat(Cluster.refusalToJoin(new Version(7, 9, 10), ON, List.of(A))).isEmpty();
    for (Version wrong :
        List.of(new Version(7, 10, 0), new Version(8, 9, 1), new Version(7, 8, 9))) {
      assertThat(Cluster.refusalToJoin(wrong, ON, List.of(A)))
          .contains(
              "version "
                  + wrong
                  + " cannot join: upgrade mode is on for 7.9.0, which admits that version and"
                  + " higher patches of the same line");
    }
  }
}
