package dev.zdu.member;

import dev.zdu.cluster.Address;
import dev.zdu.cluster.Load;
import dev.zdu.cluster.Node;
import dev.zdu.cluster.UpgradeMode;
import dev.zdu.cluster.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The upgrade mode in the shared database: the same for all nodes at any moment, and still there
 * when every node has been restarted.
 */
public final class SharedUpgradeMode {

  private final SharedDatabase database;

  public SharedUpgradeMode(SharedDatabase database) {
    this.database = database;
  }

  /** The mode now. */
  public UpgradeMode read() throws DatabaseException {
    try (Connection connection = database.connection()) {
      connection.setAutoCommit(false);
      UpgradeMode mode = read(connection, "");
      connection.commit();
      return mode;
    } catch (SQLException e) {
      throw new DatabaseException("Could not read the upgrade mode", e);
    }
  }

  /**
   * Lets {@code decision} look at the mode and decide about the next one, while no other node can
   * change it.
   *
   * @param decision the next mode; empty to leave it as it is
   */
  public void change(Function<UpgradeMode, Optional<UpgradeMode>> decision)
      throws DatabaseException {
    try (Connection connection = database.connection()) {
      connection.setAutoCommit(false);
      try {
        Optional<UpgradeMode> next = decision.apply(read(connection, " for update"));
        if (next.isPresent()) {
          write(connection, next.get());
        }
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new DatabaseException("Could not change the upgrade mode", e);
    }
  }

  private static UpgradeMode read(Connection connection, String lock) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select original_version from upgrade_mode where id = 1" + lock)) {
      if (!row.next()) {
        throw new SQLException("The table upgrade_mode has lost its row; restart a node");
      }
      Optional<Version> original = Optional.ofNullable(row.getString(1)).flatMap(Version::parse);
      return original.isPresent()
          ? new UpgradeMode.On(original.get(), snapshot(connection))
          : UpgradeMode.OFF;
    }
  }

  private static List<Node> snapshot(Connection connection) throws SQLException {
    List<Node> snapshot = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select node_id, node_name, address_ip, address_port from upgrade_nodes")) {
      while (row.next()) {
        snapshot.add(
            new Node(
                row.getString(1),
                row.getString(2),
                new Address(row.getString(3), row.getInt(4)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Load.NONE));
      }
    }
    return snapshot;
  }

  private static void write(Connection connection, UpgradeMode mode) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("delete from upgrade_nodes");
    }
    switch (mode) {
      case UpgradeMode.Off _ -> writeVersion(connection, Optional.empty());
      case UpgradeMode.On(Version original, List<Node> snapshot) -> {
        writeVersion(connection, Optional.of(original));
        writeSnapshot(connection, snapshot);
      }
    }
  }

  private static void writeVersion(Connection connection, Optional<Version> version)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            version.isPresent()
                ? "update upgrade_mode set original_version = ? where id = 1"
                : "update upgrade_mode set original_version = null where id = 1")) {
      if (version.isPresent()) {
        update.setString(1, version.get().toString());
      }
      update.executeUpdate();
    }
  }

  private static void writeSnapshot(Connection connection, List<Node> snapshot)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into upgrade_nodes (node_id, node_name, address_ip, address_port)"
                + " values (?, ?, ?, ?)")) {
      for (Node node : snapshot) {
        insert.setString(1, node.id());
        insert.setString(2, node.name());
        insert.setString(3, node.address().ip());
        insert.setInt(4, node.address().port());
        insert.executeUpdate();
      }
    }
  }
}
