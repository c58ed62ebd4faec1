package dev.zdu.member;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The database that all nodes share: H2 in server mode, PostgreSQL or MariaDB, by its URL. */
public final class SharedDatabase implements AutoCloseable {

  /** Only types and words that all three databases understand alike. */
  private static final List<String> TABLES =
      List.of(
          """
          create table if not exists pushes (
            id varchar(36) not null primary key,
            repository varchar(200) not null,
            ref_name varchar(500) not null,
            old_id varchar(40) not null,
            new_id varchar(40) not null,
            user_name varchar(100) not null,
            node_name varchar(200) not null,
            pushed_at bigint not null)
          """,
          """
          create table if not exists upgrade_mode (
            id int not null primary key,
            original_version varchar(20))
          """,
          """
          create table if not exists upgrade_nodes (
            address_ip varchar(60) not null,
            address_port int not null,
            node_id varchar(60) not null,
            node_name varchar(200) not null,
            primary key (address_ip, address_port))
          """);

  private static final int ATTEMPTS = 5;

  private final HikariDataSource pool;

  private SharedDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Connects and makes the tables that are not there. */
  public static SharedDatabase open(String url, String user, String password)
      throws DatabaseException {
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(5);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    config.setInitializationFailTimeout(10_000);
    SharedDatabase database = new SharedDatabase(connect(config));
    try {
      database.createTables();
      return database;
    } catch (SQLException e) {
      database.close();
      throw new DatabaseException("Could not create the tables in " + url, e);
    }
  }

  private static HikariDataSource connect(HikariConfig config) throws DatabaseException {
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw new DatabaseException("Could not connect to " + config.getJdbcUrl(), e);
    }
  }

  /** Nodes that start together may collide in this; whoever was second finds everything done. */
  private void createTables() throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = connection();
          Statement statement = connection.createStatement()) {
        for (String table : TABLES) {
          statement.execute(table);
        }
        statement.execute(
            "insert into upgrade_mode (id) select 1 where not exists"
                + " (select id from upgrade_mode where id = 1)");
        return;
      } catch (SQLException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  Connection connection() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public void close() {
    pool.close();
  }
}
