package dev.zdu.member;

import dev.zdu.cluster.Push;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The record of every push, in the shared database. */
public final class PushLog {

  private final SharedDatabase database;

  public PushLog(SharedDatabase database) {
    this.database = database;
  }

  /** Records the references that one push moved: all or none. */
  public void record(List<Push> pushes) throws DatabaseException {
    try (Connection connection = database.connection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into pushes (id, repository, ref_name, old_id, new_id, user_name,"
                    + " node_name, pushed_at) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
      connection.setAutoCommit(false);
      for (Push push : pushes) {
        insert.setString(1, UUID.randomUUID().toString());
        insert.setString(2, push.repository());
        insert.setString(3, push.ref());
        insert.setString(4, push.oldId());
        insert.setString(5, push.newId());
        insert.setString(6, push.user());
        insert.setString(7, push.node());
        insert.setLong(8, push.time().toEpochMilli());
        insert.executeUpdate();
      }
      connection.commit();
    } catch (SQLException e) {
      throw new DatabaseException("Could not record a push", e);
    }
  }

  /** The pushes to {@code repository} from {@code since} on, oldest first. */
  public List<Push> pushes(String repository, Instant since) throws DatabaseException {
    try (Connection connection = database.connection();
        PreparedStatement select =
            connection.prepareStatement(
                "select ref_name, old_id, new_id, user_name, node_name, pushed_at from pushes"
                    + " where repository = ? and pushed_at >= ? order by pushed_at, id")) {
      select.setString(1, repository);
      select.setLong(2, since.toEpochMilli());
      List<Push> pushes = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          pushes.add(
              new Push(
                  repository,
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  Instant.ofEpochMilli(row.getLong(6))));
        }
      }
      return List.copyOf(pushes);
    } catch (SQLException e) {
      throw new DatabaseException("Could not read the pushes to " + repository, e);
    }
  }
}
