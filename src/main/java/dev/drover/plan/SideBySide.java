package dev.drover.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Asks many hosts at the same time, but not so many that logins run into their time limits. */
public final class SideBySide {

  /** So many hosts at once: to log in takes some milliseconds of a processor on both sides. */
  public static final int HOSTS = 100;

  private SideBySide() {}

  /** What one of them is asked. */
  @FunctionalInterface
  public interface Question<T, A> {
    /** The answer of one. */
    A ask(T whom) throws InterruptedException;
  }

  /** The answers, in the order of those asked. */
  public static <T, A> List<A> ask(Collection<T> all, Question<T, A> question)
      throws InterruptedException {
    return ask(all, HOSTS, question);
  }

  /** The same, with another limit of how many are asked at once. */
  public static <T, A> List<A> ask(Collection<T> all, int atOnce, Question<T, A> question)
      throws InterruptedException {
    Semaphore places = new Semaphore(atOnce, true);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<A>> asked = new ArrayList<>();
      all.forEach(one ->
          asked.add(() -> {
            places.acquire();
            try {
              return question.ask(one);
            } finally {
              places.release();
            }
          }));
      List<A> answers = new ArrayList<>();
      for (Future<A> answer : threads.invokeAll(asked)) {
        answers.add(answer.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
