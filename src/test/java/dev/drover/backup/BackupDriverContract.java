package dev.drover.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.backup.BackupDriver.Verdict;
import dev.drover.remote.RemoteException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every backup driver keeps, whatever it works with. */
public abstract class BackupDriverContract {

  /** The driver. */
  protected abstract BackupDriver driver() throws Exception;

  /** Where it works. */
  protected abstract BackupPlace place();

  /** Changes what is backed up, so that it says {@code words}. */
  protected abstract void say(String words) throws Exception;

  /** What it says. */
  protected abstract String said() throws Exception;

  /** Damages what was kept of a backup. */
  protected abstract void damage(Backup backup) throws Exception;

  /** Makes the next backup fail half-way. */
  protected abstract void breakHalfWay() throws Exception;

  @Test
  void whatWasTakenIsListedWholeAndRestored() throws Exception {
    say("before");
    assertThat(driver().check(place())).isEmpty();
    Backup first = driver().take("first", place());
    say("between");
    Backup second = driver().take("second", place());
    say("after");
    assertThat(first.id()).isEqualTo("first");
    assertThat(first.began()).isBeforeOrEqualTo(first.ended());
    assertThat(driver().list(place())).containsExactly(first, second);
    assertThat(driver().verify(first, place())).extracting(Verdict::whole).isEqualTo(true);
    driver().restore(first, place());
    assertThat(said()).isEqualTo("before");
    driver().restore(second, place());
    assertThat(said()).isEqualTo("between");
  }

  @Test
  void anIdIsTakenOnce() throws Exception {
    say("before");
    Backup first = driver().take("first", place());
    say("after");
    assertThatThrownBy(() -> driver().take("first", place()))
        .isInstanceOf(RemoteException.Refused.class);
    driver().restore(first, place());
    assertThat(said()).isEqualTo("before");
  }

  @Test
  void damageIsSeen() throws Exception {
    say("before");
    Backup backup = driver().take("first", place());
    damage(backup);
    assertThat(driver().verify(backup, place())).extracting(Verdict::whole).isEqualTo(false);
  }

  @Test
  void whatFailsLeavesNothingBehind() throws Exception {
    say("before");
    Backup first = driver().take("first", place());
    breakHalfWay();
    assertThatThrownBy(() -> driver().take("second", place()))
        .isInstanceOf(RemoteException.Refused.class);
    assertThat(driver().list(place())).containsExactly(first);
  }

  @Test
  void onlyWhatIsMeantIsRemovedAndASecondTimeIsNoFailure() throws Exception {
    say("before");
    Backup first = driver().take("first", place());
    Backup second = driver().take("second", place());
    driver().remove(first, place());
    driver().remove(first, place());
    assertThat(driver().list(place())).isEqualTo(List.of(second));
    assertThat(driver().verify(first, place())).extracting(Verdict::whole).isEqualTo(false);
  }
}
