package dev.drover.sim;

import java.util.LinkedHashMap;
import java.util.Map;

/** The product as it is distributed, as far as anybody looks at it. */
public final class SimDistribution {

  private SimDistribution() {}

  /** The texts of an installation, by their paths in it. */
  public static Map<String, String> texts(String version) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("bin/set-bitbucket-home.sh", "if true; then\n    BITBUCKET_HOME=\nfi\n");
    texts.put("bin/start-bitbucket.sh", "#!/bin/sh\n");
    texts.put("bin/stop-bitbucket.sh", "#!/bin/sh\n");
    texts.put(
        "bin/_start-webapp.sh",
        "    JVM_MAXIMUM_MEMORY=1g\n    JVM_SUPPORT_RECOMMENDED_ARGS=\"\"\numask 0027\n");
    texts.put("conf/build.properties", "version=" + version + "\n");
    return texts;
  }

  /** The archive of a release. */
  public static byte[] archive(String version) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts(version)
        .forEach(
            (name, text) -> texts.put("atlassian-bitbucket-%s/%s".formatted(version, name), text));
    return SimArchive.make(texts);
  }

  /** Puts an installation on a host, which uses a home. */
  public static void install(SimHost host, String installation, String version, String home) {
    texts(version)
        .forEach((name, text) ->
            host.files()
                .write(installation + "/" + name, text, name.endsWith(".sh") ? 0755 : 0644));
    host.files()
        .write(
            installation + "/bin/set-bitbucket-home.sh",
            "if true; then\n    BITBUCKET_HOME=" + home + "\nfi\n",
            0755);
  }
}
