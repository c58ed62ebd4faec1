package dev.drover.remote;

class LocalShellTest extends RemoteContract {

  private final Remote remote = new ShellRemote(new LocalShell("here"));

  @Override
  protected Remote remote() {
    return remote;
  }
}
