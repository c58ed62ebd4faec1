package dev.drover.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskerTest {

  private final Masker masker = new Masker();

  @Test
  void masksTheLongerOfTwoSecretsThatBeginAlike() {
    masker.add(Secret.of("hunter"));
    masker.add(Secret.of("hunter2"));
    assertThat(masker.mask("hunter2 hunter")).isEqualTo("*** ***");
  }

  @Test
  void masksEachLineOfASecretOfSeveral() {
    masker.add(Secret.of("-----BEGIN\nabcdef\n  ghijkl\n"));
    assertThat(masker.mask("x abcdef y ghijkl -----BEGIN")).isEqualTo("x *** y *** ***");
  }

  @Test
  void leavesWhatIsTooShortToBeASecret() {
    masker.add(Secret.of("a"));
    masker.add(Secret.of(""));
    assertThat(masker.mask("a banana")).isEqualTo("a banana");
  }
}
