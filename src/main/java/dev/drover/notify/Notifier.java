package dev.drover.notify;

import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.notify.Delivery.Result;
import dev.drover.remote.Remote;
import dev.drover.rest.Rests;
import dev.drover.secret.Masker;
import dev.drover.time.Clock;
import dev.drover.time.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells people elsewhere how a run goes. It hears each entry of the journal and returns at once;
 * each recipient is told by a thread of its own, in order, and after a few tries given up. At the
 * end what has not arrived is given a few seconds more.
 */
public final class Notifier implements Consumer<Entry> {

  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ZERO);

  /** So many notices may wait for a recipient that is slow; further ones are given up. */
  private static final int MOST = 100;

  /**
   * What a notifier works with.
   *
   * @param controller the door to this machine
   * @param patience how long what has not arrived may still take at the end
   */
  public record Means(
      Rests rests,
      Remote controller,
      Waiter waiter,
      Masker masker,
      Clock clock,
      Duration patience) {}

  /** A recipient with what it has not been told yet. */
  private record Line(Recipient recipient, BlockingQueue<Notice> waiting, Thread thread) {}

  private final Notices notices;
  private final Means means;
  private final Delivery delivery;
  private final List<Line> lines = new ArrayList<>();
  private volatile boolean over;
  private volatile Consumer<Entry> undelivered = _ -> {};

  private Notifier(List<Recipient> recipients, Notices notices, Means means) {
    this.notices = notices;
    this.means = means;
    this.delivery = new Delivery(means.rests(), means.controller());
    for (Recipient recipient : recipients) {
      recipient.mask(means.masker());
      BlockingQueue<Notice> waiting = new LinkedBlockingQueue<>(MOST);
      Thread thread =
          Thread.ofVirtual()
              .name("notify " + recipient.shown())
              .unstarted(() -> tell(recipient, waiting));
      lines.add(new Line(recipient, waiting, thread));
    }
  }

  /**
   * Tells of the run whose state is {@code state}.
   *
   * @param cluster what the run works on
   */
  public static Notifier of(
      List<Recipient> recipients, String cluster, RunState state, Means means) {
    return new Notifier(
        recipients.stream().distinct().toList(), new Notices(cluster, state), means);
  }

  /**
   * Begins to tell; what was heard before is told first.
   *
   * @param journal notes who could not be told
   */
  public void start(Consumer<Entry> journal) {
    undelivered = journal;
    lines.forEach(line -> line.thread().start());
  }

  @Override
  public void accept(Entry entry) {
    if (!lines.isEmpty()) {
      notices.of(entry).ifPresent(this::post);
    }
  }

  /** Tells that somebody is asked a question. */
  public void asks(String question, Instant at) {
    if (!lines.isEmpty()) {
      notices.asks(means.masker().mask(question), at).ifPresent(this::post);
    }
  }

  private void post(Notice notice) {
    for (Line line : lines) {
      if (!line.waiting().offer(notice)) {
        undelivered(line.recipient(), notice, MOST + " others are waiting before it");
      }
    }
  }

  private void tell(Recipient recipient, BlockingQueue<Notice> waiting) {
    try {
      while (!over || !waiting.isEmpty()) {
        Notice notice = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (notice != null) {
          tell(recipient, notice);
        }
      }
    } catch (InterruptedException noTimeLeft) {
      waiting.forEach(notice -> undelivered(recipient, notice, "no time was left"));
    }
  }

  private void tell(Recipient recipient, Notice notice) throws InterruptedException {
    String why = "";
    try {
      for (Duration pause : PAUSES) {
        Result result = bring(recipient, notice);
        if (!(result instanceof Result.Failed failed)) {
          return;
        }
        why = failed.why();
        if (!failed.again()) {
          break;
        }
        means.waiter().sleep(pause);
      }
    } catch (InterruptedException noTimeLeft) {
      undelivered(recipient, notice, why.isEmpty() ? "no answer in time" : why);
      throw noTimeLeft;
    }
    undelivered(recipient, notice, why);
  }

  /** Whatever goes wrong with it is told, and harms nobody. */
  private Result bring(Recipient recipient, Notice notice) throws InterruptedException {
    try {
      return delivery.bring(notice, recipient);
    } catch (RuntimeException odd) {
      return new Result.Failed("it can't be told: " + odd.getMessage(), false);
    }
  }

  private void undelivered(Recipient recipient, Notice notice, String why) {
    String words = "`" + notice.event() + "` could not be delivered: " + why;
    undelivered.accept(
        new Entry.NoticeLost(means.clock().now(), recipient.shown(), means.masker().mask(words)));
  }

  /** Gives what has not arrived a few seconds, then gives it up. */
  public void finish() throws InterruptedException {
    over = true;
    long end = System.nanoTime() + means.patience().toNanos();
    for (Line line : lines) {
      long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
      line.thread().join(Duration.ofMillis(left));
    }
    lines.forEach(line -> line.thread().interrupt());
    for (Line line : lines) {
      line.thread().join();
    }
  }
}
