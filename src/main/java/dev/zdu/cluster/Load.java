package dev.zdu.cluster;

/** How busy a node is. */
public record Load(int tasks, int users) {

  public static final Load NONE = new Load(0, 0);
}
