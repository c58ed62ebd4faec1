package dev.drover.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshArgumentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      textBlock =
          """
          -J bastion ; bastion
          -Jme@bastion:2222 ; me@bastion:2222
          -o ProxyJump=bastion ; bastion
          -oProxyJump=bastion -o ControlMaster=auto -o ControlPersist=60s -C ; bastion
          -o 'ProxyJump a,b' ; a,b
          -o ProxyCommand="ssh -W %h:%p -q bastion.example.com" ; bastion.example.com
          -o ProxyCommand='ssh -q -l me -p 2222 -W [%h]:%p bastion' ; me@bastion:2222
          "-oProxyCommand=ssh -o ConnectTimeout=5 me@bastion -W %h:%p" ; me@bastion
          """)
  void findsTheJumpHost(String arguments, String jump) {
    SshArguments read = SshArguments.of(List.of(arguments));
    assertThat(read.unknown()).isEmpty();
    assertThat(read.all("ProxyJump")).containsExactly(jump);
  }

  @Test
  void findsKeyPortUserAndKnownHosts() {
    SshArguments read =
        SshArguments.of(
            List.of("-i ~/.ssh/ops -p 2222 -l deploy", "-o UserKnownHostsFile=/k -o User=other"));
    assertThat(read.all("IdentityFile")).containsExactly("~/.ssh/ops");
    assertThat(read.first("Port")).contains("2222");
    assertThat(read.first("User")).contains("deploy");
    assertThat(read.first("UserKnownHostsFile")).contains("/k");
    assertThat(read.unknown()).isEmpty();
  }

  @Test
  void findsTheKeyOfTheJumpHost() {
    SshArguments read =
        SshArguments.of(
            List.of(
                "-o ProxyCommand=\"ssh -i ../key.pem -W %h:%p -o StrictHostKeyChecking=no me@b"
                    + " -o ProxyCommand=none\""));
    assertThat(read.unknown()).isEmpty();
    assertThat(read.first("ProxyJump")).contains("me@b");
    assertThat(read.all(SshArguments.JUMP_IDENTITY)).containsExactly("../key.pem");
    assertThat(read.all("IdentityFile")).isEmpty();
    assertThat(read.unheeded()).containsExactly("StrictHostKeyChecking=no");
  }

  @Test
  void neverLeavesHostKeysUnchecked() {
    SshArguments read =
        SshArguments.of(
            List.of(
                "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=QUIET"));
    assertThat(read.unheeded())
        .containsExactly("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null");
    assertThat(read.all("UserKnownHostsFile")).isEmpty();
    assertThat(read.unknown()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-o ProxyCommand='nc -x proxy %h %p'",
        "-o ProxyCommand='ssh -W %h:%p bastion; rm -rf /'",
        "-o ProxyCommand='ssh -W %h:%p -F /etc/x bastion'",
        "-o ProxyCommand='ssh -W %h:%p -o ProxyCommand=x bastion'",
        "-o ProxyCommand='ssh bastion nc %h %p'",
        "-o ProxyCommand='ssh -W %h:%p -oProxyCommand=x'",
        "-o LocalCommand=x",
        "-o PermitLocalCommand=yes",
        "-F /etc/ssh/other",
        "-o Port=x",
        "-o",
        "bastion",
        "-D 1080"
      })
  void refusesWhatItCantFollow(String arguments) {
    SshArguments read = SshArguments.of(List.of(arguments));
    assertThat(read.unknown()).hasSize(1);
    assertThat(read.all("ProxyJump")).isEmpty();
  }
}
