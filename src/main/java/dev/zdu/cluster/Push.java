package dev.zdu.cluster;

import java.time.Instant;

/** One reference of a repository that a push has moved. */
public record Push(
    String repository,
    String ref,
    String oldId,
    String newId,
    String user,
    String node,
    Instant time) {}
