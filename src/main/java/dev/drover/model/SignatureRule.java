package dev.drover.model;

import java.nio.file.Path;
import java.time.Duration;

/**
 * That a plan must be signed before it may run.
 *
 * @param signers by how many different people
 * @param allowedSigners the file that says whose keys count, in OpenSSH's form as Git uses it
 * @param valid how long a signature counts
 */
public record SignatureRule(int signers, Path allowedSigners, Duration valid) {}
