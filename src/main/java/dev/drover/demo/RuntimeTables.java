package dev.drover.demo;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The two tables of HAProxy's Runtime API, column by column as version 2.6 prints them. */
final class RuntimeTables {

  /** The version whose tables these are, marked as not being it. */
  static final String VERSION = "2.6.0-drover-embedded";

  private static final String STATE_HEADER =
      """
      1
      # be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight \
      srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state \
      srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl \
      srv_check_port srv_check_addr srv_agent_addr srv_agent_port
      """;

  private static final List<String> STAT_COLUMNS =
      List.of(
          """
          pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,\
          status,weight,act,bck,chkfail,chkdown,lastchg,downtime,qlimit,pid,iid,sid,throttle,lbtot,\
          tracked,type,rate,rate_lim,rate_max,check_status,check_code,check_duration,hrsp_1xx,hrsp_2xx,\
          hrsp_3xx,hrsp_4xx,hrsp_5xx,hrsp_other,hanafail,req_rate,req_rate_max,req_tot,cli_abrt,\
          srv_abrt,comp_in,comp_out,comp_byp,comp_rsp,lastsess,last_chk,last_agt,qtime,ctime,rtime,\
          ttime,agent_status,agent_code,agent_duration,check_desc,agent_desc,check_rise,check_fall,\
          check_health,agent_rise,agent_fall,agent_health,addr,cookie,mode,algo\
          """
              .split(",", -1));

  /** {@code type} of a server's row, as in {@code show stat <proxy> 4 -1}. */
  private static final int SERVER_TYPE = 4;

  private static final int FRONTEND_TYPE = 1;
  private static final int BACKEND_TYPE = 2;

  private final List<EmbeddedPool> pools;
  private final BalancerSpec.Check check;

  RuntimeTables(List<EmbeddedPool> pools, BalancerSpec.Check check) {
    this.pools = pools;
    this.check = check;
  }

  /** {@code show servers state}. */
  String state(List<EmbeddedPool> shown) {
    StringBuilder text = new StringBuilder(STATE_HEADER);
    for (EmbeddedPool pool : shown) {
      int id = 1;
      for (EmbeddedServer server : pool.servers()) {
        text.append(stateRow(pool, id++, server)).append('\n');
      }
    }
    return text.toString();
  }

  private String stateRow(EmbeddedPool pool, int id, EmbeddedServer server) {
    ServerState state = server.state();
    boolean maintenance = state.inMaintenance();
    return "%d %s %d %s 127.0.0.1 %d %d 1 1 %d %d %d %d %d 0 0 0 - %d - 0 %d - - 0"
        .formatted(
            backendId(pool),
            pool.backend(),
            id,
            server.name(),
            state.operational(),
            state.admin().bit,
            state.secondsSinceChange(),
            state.finding().number,
            state.finding().result,
            state.health(),
            maintenance ? 14 : 6,
            server.port(),
            server.checkPort());
  }

  /** {@code show stat [proxy [types [server]]]}; -1 means all. */
  String stat(List<String> filter) {
    int types = filter.size() > 1 ? number(filter.get(1)) : -1;
    String proxy = filter.isEmpty() || filter.getFirst().equals("-1") ? "" : filter.getFirst();
    StringBuilder text = new StringBuilder("# " + String.join(",", STAT_COLUMNS) + ",\n");
    for (EmbeddedPool pool : pools) {
      if (!proxy.isEmpty() && !proxy.equals(pool.backend()) && number(proxy) != backendId(pool)) {
        continue;
      }
      if ((types & FRONTEND_TYPE) != 0) {
        text.append(proxyRow(pool, "FRONTEND", "OPEN", 0));
      }
      if ((types & SERVER_TYPE) != 0) {
        int id = 1;
        for (EmbeddedServer server : pool.servers()) {
          text.append(statRow(pool, id++, server));
        }
      }
      if ((types & BACKEND_TYPE) != 0) {
        boolean up = pool.servers().stream().anyMatch(s -> s.state().takesTraffic());
        text.append(proxyRow(pool, "BACKEND", up ? "UP" : "DOWN", 1));
      }
    }
    return text.toString();
  }

  private String statRow(EmbeddedPool pool, int id, EmbeddedServer server) {
    ServerState state = server.state();
    return row(
        Map.ofEntries(
            Map.entry("pxname", pool.backend()),
            Map.entry("svname", server.name()),
            Map.entry("qcur", "0"),
            Map.entry("scur", String.valueOf(server.current())),
            Map.entry("stot", String.valueOf(server.total())),
            Map.entry("status", state.status()),
            Map.entry("weight", "1"),
            Map.entry("act", "1"),
            Map.entry("bck", "0"),
            Map.entry("lastchg", String.valueOf(state.secondsSinceChange())),
            Map.entry("pid", "1"),
            Map.entry("iid", String.valueOf(backendId(pool))),
            Map.entry("sid", String.valueOf(id)),
            Map.entry("lbtot", String.valueOf(server.total())),
            Map.entry("type", "2"),
            Map.entry("check_status", state.finding().status),
            Map.entry("last_chk", state.finding().words),
            Map.entry("check_rise", String.valueOf(check.rise())),
            Map.entry("check_fall", String.valueOf(check.fall())),
            Map.entry("check_health", String.valueOf(state.health())),
            Map.entry("addr", "127.0.0.1:" + server.port()),
            Map.entry("mode", "tcp")));
  }

  private String proxyRow(EmbeddedPool pool, String name, String status, int type) {
    int current = pool.servers().stream().mapToInt(EmbeddedServer::current).sum();
    long total = pool.servers().stream().mapToLong(EmbeddedServer::total).sum();
    return row(
        Map.of(
            "pxname",
            pool.backend(),
            "svname",
            name,
            "scur",
            String.valueOf(current),
            "stot",
            String.valueOf(total),
            "status",
            status,
            "pid",
            "1",
            "iid",
            String.valueOf(backendId(pool)),
            "sid",
            "0",
            "type",
            String.valueOf(type),
            "mode",
            "tcp"));
  }

  private static String row(Map<String, String> values) {
    return STAT_COLUMNS.stream()
        .map(column -> values.getOrDefault(column, ""))
        .collect(Collectors.joining(",", "", ",\n"));
  }

  /** HAProxy numbers its proxies in the order of the file; each pool is one, from 2 on. */
  private int backendId(EmbeddedPool pool) {
    return pools.indexOf(pool) + 2;
  }

  private static int number(String text) {
    return text.matches("-?[0-9]{1,6}") ? Integer.parseInt(text) : -2;
  }
}
