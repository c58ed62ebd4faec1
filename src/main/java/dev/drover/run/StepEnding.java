package dev.drover.run;

/** What a step's ending means for its lane. */
enum StepEnding {
  /** Go on with the next step. */
  GO_ON,
  /** It failed: the lane ends here. */
  FAILED,
  /** The run is being stopped: the lane ends here. */
  STOPPED
}
