package org.weft.am.cluster;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who counts the containers: how many are wanted, asked for, and held. Plain data, one thread.
 *
 * <p>Every grant takes one request back, because a request that stays is granted again with each
 * heartbeat (YARN-1902); what comes beyond the wanted number goes back at once.
 */
public final class ContainerLedger {
  private final Map<String, Held> held = new LinkedHashMap<>();
  private int wanted;
  private int asked;
  private int launchFailures;

  /** The life of a granted container. */
  enum State {
    /** Being started; its worker has not reported yet. */
    LAUNCHING,
    /** Its worker has reported. */
    LIVE,
    /** Told to stop; its end is awaited. */
    STOPPING;

    private static final Map<State, Set<State>> NEXT = new EnumMap<>(State.class);

    static {
      NEXT.put(LAUNCHING, EnumSet.of(LIVE, STOPPING));
      NEXT.put(LIVE, EnumSet.of(STOPPING));
      NEXT.put(STOPPING, EnumSet.noneOf(State.class));
    }

    State to(State next) {
      if (!NEXT.get(this).contains(next)) {
        throw new IllegalStateException("a container that is " + this + " cannot become " + next);
      }
      return next;
    }
  }

  private static final class Held {
    private final ContainerGrant grant;
    private final long since;
    private State state = State.LAUNCHING;

    Held(ContainerGrant grant, long since) {
      this.grant = grant;
      this.since = since;
    }
  }

  /** Something to be done about containers. */
  public sealed interface Order {
    record Ask(int containers) implements Order {}

    record Unask(int containers) implements Order {}

    record Launch(ContainerGrant grant) implements Order {}

    /** Give back a container that was never started, or whose node does not answer. */
    record Release(String container) implements Order {}
  }

  /** How many containers there should be from now on. */
  public void want(int containers) {
    wanted = containers;
  }

  /** What to ask for or take back now, so that what is held and asked is what is wanted. */
  public List<Order> balance() {
    int missing = wanted - working() - asked;
    if (missing > 0) {
      asked += missing;
      return List.of(new Order.Ask(missing));
    }
    int surplus = Math.min(-missing, asked);
    if (surplus > 0) {
      asked -= surplus;
      return List.of(new Order.Unask(surplus));
    }
    return List.of();
  }

  /**
   * Containers came.
   *
   * @param now milliseconds on any clock
   */
  public List<Order> granted(List<ContainerGrant> grants, long now) {
    List<Order> orders = new ArrayList<>();
    int answered = Math.min(asked, grants.size());
    if (answered > 0) {
      asked -= answered;
      orders.add(new Order.Unask(answered));
    }
    for (ContainerGrant grant : grants) {
      if (working() < wanted) {
        held.put(grant.id(), new Held(grant, now));
        orders.add(new Order.Launch(grant));
      } else {
        orders.add(new Order.Release(grant.id()));
      }
    }
    return orders;
  }

  /** The worker of a container reported; its grant, unless the container is not expected. */
  public Optional<ContainerGrant> registered(String container) {
    Held entry = held.get(container);
    if (entry == null || entry.state != State.LAUNCHING) {
      return Optional.empty();
    }
    entry.state = entry.state.to(State.LIVE);
    launchFailures = 0;
    return Optional.of(entry.grant);
  }

  /** The container is about to be stopped by our own wish; false if there is no such. */
  public boolean stopping(String container) {
    Held entry = held.get(container);
    if (entry == null || entry.state == State.STOPPING) {
      return false;
    }
    entry.state = entry.state.to(State.STOPPING);
    return true;
  }

  /** Containers whose worker should have reported by now. */
  public List<String> overdue(long now, long patienceMillis) {
    return held.values().stream()
        .filter(entry -> entry.state == State.LAUNCHING && now - entry.since > patienceMillis)
        .map(entry -> entry.grant.id())
        .toList();
  }

  /** A container could not be started. */
  public List<Order> launchFailed(String container) {
    if (held.remove(container) == null) {
      return List.of();
    }
    launchFailures++;
    return List.of(new Order.Release(container));
  }

  /**
   * A container ended; its verdict, unless it was never started. One that ends by its own fault
   * before its worker reported counts as a failed launch.
   */
  public Optional<ExitVerdict> ended(ContainerEnd end) {
    Held entry = held.remove(end.id());
    if (entry == null) {
      return Optional.empty();
    }
    ExitVerdict verdict =
        ExitVerdict.of(
            end,
            entry.state == State.STOPPING
                ? ExitVerdict.Expectation.TOLD_TO_STOP
                : ExitVerdict.Expectation.MEANT_TO_RUN);
    if (entry.state == State.LAUNCHING && verdict.blame() != ExitVerdict.Blame.NOBODY) {
      launchFailures++;
    }
    return Optional.of(verdict);
  }

  /** Containers that failed to start since one did. */
  public int launchFailures() {
    return launchFailures;
  }

  /** Containers asked for and not granted yet. */
  public int asked() {
    return asked;
  }

  /** All containers held, whatever they do. */
  public Set<String> containers() {
    return Set.copyOf(held.keySet());
  }

  private int working() {
    int count = 0;
    for (Held entry : held.values()) {
      if (entry.state != State.STOPPING) {
        count++;
      }
    }
    return count;
  }
}
