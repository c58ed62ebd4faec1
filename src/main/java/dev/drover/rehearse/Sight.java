package dev.drover.rehearse;

/** Who sees an attempt: somebody who watches, and whoever keeps its rests. */
record Sight(Onlooker onlooker, Attempt.AtRest atRest) {}
