package dev.drover.model;

import dev.drover.yaml.Node.ScalarNode;
import java.time.Duration;
import java.util.Optional;

/**
 * How a play goes through its hosts.
 *
 * @param window how many of them may be in work at once
 * @param soak how long is waited after each wave, before its hosts are looked at again
 * @param domain a variable: hosts with different values of it are never in work at once
 * @param maxFail how many hosts may fail before no other is started; empty if the policy decides
 */
public record Rolling(
    Window window,
    Optional<Duration> soak,
    Optional<ScalarNode> domain,
    Optional<HostLimit> maxFail) {}
