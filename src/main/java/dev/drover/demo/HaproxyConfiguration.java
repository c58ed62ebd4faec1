package dev.drover.demo;

/** Writes the configuration file of HAProxy for a {@link BalancerSpec}. */
final class HaproxyConfiguration {

  private HaproxyConfiguration() {}

  /**
   * TCP mode for both protocols: a session is a connection then, so a server without sessions is
   * really idle, and a long clone stays where it began. Nothing is retried or sent elsewhere, so
   * that a wrong procedure shows.
   */
  static String of(BalancerSpec spec) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        global
          stats socket %s mode 600 level admin
          stats socket ipv4@127.0.0.1:%d level admin
          stats timeout 10m
          maxconn 4000

        defaults
          mode tcp
          retries 0
          timeout connect 5s
          timeout client 1h
          timeout server 1h
          timeout client-fin 30s
        """
            .formatted(spec.socket(), spec.runtimePort()));
    for (BalancerSpec.Pool pool : spec.pools()) {
      text.append(
          """

          frontend %s_in
            bind 127.0.0.1:%d
            default_backend %s
          backend %s
            balance leastconn
            option httpchk GET /status
            http-check expect string RUNNING
            default-server check inter %dms fall %d rise %d
          """
              .formatted(
                  pool.backend(),
                  pool.port(),
                  pool.backend(),
                  pool.backend(),
                  spec.check().interval().toMillis(),
                  spec.check().fall(),
                  spec.check().rise()));
      for (BalancerSpec.Server server : pool.servers()) {
        text.append(
            "  server %s 127.0.0.1:%d port %d\n"
                .formatted(server.name(), server.port(), server.checkPort()));
      }
    }
    return text.toString();
  }
}
