package dev.drover.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Hears Ctrl-C, TERM and HUP, so that a run is stopped in two stages and never cut off. The JDK has
 * no public API for it; the one that it has is reached by reflection, for the compiler warns of it
 * in a way that can't be silenced.
 */
final class Interrupts {

  private Interrupts() {}

  /** From now on, calls {@code heard} with what came in place of ending the process. */
  static void listen(Consumer<String> heard) {
    listen("INT", () -> heard.accept("Ctrl-C"));
    listen("TERM", () -> heard.accept("SIGTERM"));
    listen("HUP", () -> heard.accept("SIGHUP"));
  }

  private static void listen(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield null;
                    }
                    case "equals" -> false; // each listener is its own
                    case "hashCode" -> name.hashCode();
                    default -> "listener to " + name;
                  });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException notToBeHad) {
      // then the signal ends the process, and the run is resumed from its journal
    }
  }
}
