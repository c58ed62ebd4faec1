package dev.drover.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.load.ConnectionNames;
import dev.drover.load.InventoryLoader;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Scopes;
import dev.drover.remote.Patience;
import dev.drover.remote.Target;
import dev.drover.report.DiagnosticText;
import dev.drover.secret.Masker;
import dev.drover.secret.Secret;
import dev.drover.secret.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventoriedTest {

  @TempDir private Path directory;

  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void takesTheOldNamesBeforeTheNew() throws IOException {
    assertThat(
            target(
                "ansible_host=new ansible_ssh_host=old ansible_port=1 ansible_ssh_port=2"
                    + " ansible_user=a ansible_ssh_user=b ansible_password=x ansible_ssh_pass=y"
                    + " ansible_private_key_file=/k1 ansible_connection=smart"))
        .contains(
            new Target(
                "h",
                Target.Kind.SSH,
                Optional.of("old"),
                Optional.of(2),
                Optional.of("b"),
                Optional.of(Secret.of("y")),
                List.of("/k1"),
                List.of(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void theNamesThatMayBeMisspeltAreThoseThatAreRead() {
    assertThat(Reach.NAMES).isNotEmpty().allMatch(ConnectionNames::isRead);
    assertThat(ConnectionNames.isRead("ansible_shell_type")).isFalse();
  }

  @Test
  void readsTheArgumentsOfSsh() throws IOException {
    assertThat(
            target(
                "ansible_ssh_common_args='-o ProxyCommand=\"ssh -i k -W %h:%p me@bastion\"'"
                    + " ansible_ssh_extra_args='-p 2222 -o UserKnownHostsFile=/hosts'"))
        .contains(
            new Target(
                "h",
                Target.Kind.SSH,
                Optional.empty(),
                Optional.of(2222),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of("/hosts"),
                Optional.of("me@bastion"),
                List.of("k"),
                Optional.empty(),
                Optional.empty()));
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void tellsALineToPasteByWhichAPersonGetsThere() throws IOException {
    assertThat(
            target(
                    "ansible_host=10.0.0.5 ansible_port=2222 ansible_user=deploy"
                        + " ansible_private_key_file='/my keys/k'"
                        + " ansible_ssh_common_args='-J me@bastion -o UserKnownHostsFile=/hosts'")
                .orElseThrow()
                .typed("echo 'a b'"))
        .isEqualTo(
            "ssh -p 2222 -i '/my keys/k' -o UserKnownHostsFile=/hosts -J me@bastion"
                + " deploy@10.0.0.5 'echo '\\''a b'\\'''");
    assertThat(
            target("ansible_ssh_common_args='-o ProxyCommand=\"ssh -i k -W %h:%p me@bastion\"'")
                .orElseThrow()
                .typed("true"))
        .isEqualTo("ssh -o 'ProxyCommand=ssh -i k -W '\\''[%h]:%p'\\'' me@bastion' h true");
    assertThat(target("ansible_connection=local ansible_become=true").orElseThrow().typed("a || b"))
        .isEqualTo("sudo -u root sh -c 'a || b'");
  }

  @Test
  void readsHowLongALostHostIsTriedAgain() throws IOException {
    assertThat(target("reconnect_for=5m").orElseThrow().patience(Patience.USUAL))
        .isEqualTo(new Patience(Duration.ofMinutes(5)));
    assertThat(target("").orElseThrow().patience(Patience.USUAL)).isEqualTo(Patience.USUAL);
    assertThat(diagnostics.sorted()).isEmpty();
    assertThat(target("reconnect_for=2h")).isEmpty();
    assertThat(shown()).contains("`reconnect_for` is longer than an hour");
  }

  @Test
  void saysThatHostKeysAreCheckedAllTheSame() throws IOException {
    assertThat(target("ansible_ssh_common_args='-o StrictHostKeyChecking=no'")).isPresent();
    assertThat(shown())
        .startsWith(
            "hosts:1:27: warning: `StrictHostKeyChecking=no` is passed over: host keys are always"
                + " checked [inventory.shadowed]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ansible_connection=winrm",
        "ansible_become_method=su",
        "ansible_ssh_common_args='-o ProxyCommand=\"nc %h %p\"'"
      })
  void refusesOtherWays(String vars) throws IOException {
    assertThat(target(vars)).isEmpty();
    assertThat(shown()).contains("is not understood");
  }

  @Test
  void becomesNobodyOnThisMachine() throws IOException {
    Inventory inventory = inventory("other ansible_user=x");
    Host local = inventory.host("localhost").orElseThrow();
    assertThat(scoped(inventory).target(local, diagnostics).map(Target::kind))
        .contains(Target.Kind.LOCAL);
  }

  private Optional<Target> target(String vars) throws IOException {
    Inventory inventory = inventory("h " + vars);
    return scoped(inventory).target(inventory.host("h").orElseThrow(), diagnostics);
  }

  private static Inventoried scoped(Inventory inventory) {
    return new Inventoried(Scopes.ofInventory(inventory, new Masker(), Vault.locked()));
  }

  private Inventory inventory(String text) throws IOException {
    Path hosts = Files.writeString(directory.resolve("hosts"), text + "\n");
    return InventoryLoader.load(List.of(hosts), diagnostics);
  }

  private String shown() {
    return DiagnosticText.of(diagnostics).replace(directory + "/", "");
  }
}
