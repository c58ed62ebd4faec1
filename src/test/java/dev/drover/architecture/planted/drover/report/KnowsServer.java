package dev.drover.architecture.planted.drover.report;

import dev.drover.architecture.planted.zdu.cluster.Rule;

/** A planted violation: the tool knows the server. */
final class KnowsServer {
  Rule rule = new Rule();
}
