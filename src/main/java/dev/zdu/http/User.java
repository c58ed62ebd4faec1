package dev.zdu.http;

import java.util.List;
import java.util.Optional;

/** Somebody who may use the server; who is an administrator may rule the cluster. */
public record User(
    String name,
    Optional<String> password,
    boolean admin,
    Optional<String> token,
    List<String> sshKeys) {

  public User {
    sshKeys = List.copyOf(sshKeys);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return name;
  }
}
