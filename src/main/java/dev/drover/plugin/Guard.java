package dev.drover.plugin;

import dev.drover.remote.RemoteException;
import dev.drover.task.Changes;
import dev.drover.task.Outcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an object of a plugin. What that throws against its interface is the plugin's
 * mistake, and no reason to end the run of others: it becomes a failure that names the plugin.
 */
final class Guard implements InvocationHandler {
  private static final int MOST_EVIDENCE = 10;
  private static final String NEXT = "tell the author of the plugin";

  private final String plugin;
  private final Object guarded;

  private Guard(String plugin, Object guarded) {
    this.plugin = plugin;
    this.guarded = guarded;
  }

  /** The same object, guarded. */
  static <T> T around(Class<T> point, String plugin, T guarded) {
    return point.cast(
        Proxy.newProxyInstance(
            Guard.class.getClassLoader(), new Class<?>[] {point}, new Guard(plugin, guarded)));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
      throws Throwable {
    try {
      return method.invoke(guarded, given);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof RuntimeException || cause instanceof LinkageError) {
        return instead(method, cause);
      }
      throw cause;
    }
  }

  private Object instead(Method method, Throwable cause) throws RemoteException {
    String words = "the plugin `" + plugin + "` broke: " + cause;
    if (method.getReturnType() == Changes.class) {
      return new Changes.Fails(words, NEXT, true);
    }
    if (method.getReturnType() == Outcome.class) {
      return Outcome.failed(
          words,
          Arrays.stream(cause.getStackTrace())
              .limit(MOST_EVIDENCE)
              .map(StackTraceElement::toString)
              .toList(),
          NEXT);
    }
    if (Arrays.asList(method.getExceptionTypes()).contains(RemoteException.class)) {
      throw new RemoteException.Refused(words, NEXT, cause);
    }
    throw new IllegalStateException(words, cause);
  }
}
