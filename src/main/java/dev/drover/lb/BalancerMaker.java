package dev.drover.lb;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes the drivers of one sort of load balancer. Plugins add others than those that are built in.
 * It is constructed without side effects, keeps no state, and is used by several threads at once.
 */
public interface BalancerMaker {

  /**
   * An instance of a balancer.
   *
   * @param door the machine from which it is reached
   * @param via that machine's name, empty for the one that Drover runs on
   * @param typed turns a shell text for that machine into the line by which a person runs it there
   */
  record Instance(Door door, Optional<String> via, UnaryOperator<String> typed) {}

  /** The word that inventories have for it: {@code driver: word}. */
  String name();

  /**
   * Why settings make no sense for it; empty if they do. Nothing is connected to.
   *
   * @param balancer what the inventory says
   */
  default Optional<String> refuses(Balancer balancer) {
    return Optional.empty();
  }

  /**
   * The driver of an instance; nothing is connected to yet.
   *
   * @param balancer what the inventory says
   * @param address one of its addresses
   */
  BalancerDriver driver(Balancer balancer, String address, Instance instance);
}
