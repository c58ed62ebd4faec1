package dev.drover.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hears Ctrl-C, TERM and HUP, so that a run is stopped in two stages and never cut off. The JDK has
 * no public API for it; the one that it has is reached by reflection, for the compiler warns of it
 * in a way that can't be silenced.
 */
final class Interrupts {

  private final List<String> early = new ArrayList<>();
  private Optional<Consumer<String>> ear = Optional.empty();

  /** From now on no signal ends the process: what comes is kept until it is heard. */
  static Interrupts kept() {
    Interrupts interrupts = new Interrupts();
    listen("INT", () -> interrupts.came("Ctrl-C"));
    listen("TERM", () -> interrupts.came("SIGTERM"));
    listen("HUP", () -> interrupts.came("SIGHUP"));
    return interrupts;
  }

  /** Tells what has come, and from now on what comes. */
  synchronized void heardBy(Consumer<String> one) {
    ear = Optional.of(one);
    early.forEach(one);
    early.clear();
  }

  synchronized void came(String what) {
    ear.ifPresentOrElse(one -> one.accept(what), () -> early.add(what));
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
