package org.weft.am.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.exchange.ServerAddress;

/** The fleet against a ResourceManager and NodeManagers that are lists of words. */
class ContainerFleetTest {
  private static final ContainerShape SHAPE = new ContainerShape(512, 1);

  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final BlockingQueue<RmPort.News> news = new LinkedBlockingQueue<>();
  private boolean nodeRefuses;
  private final ContainerFleet fleet =
      new ContainerFleet(
          new ScriptedRm(),
          new ScriptedNm(),
          new ContainerFleet.Plan(
              SHAPE,
              grant -> new LaunchRecipe(Map.of(), "run " + grant.id()),
              () -> Double.NaN,
              new ContainerFleet.Pace(1, 1, 60_000)),
          new Words());

  @AfterEach
  void close() {
    fleet.close();
  }

  @Test
  void asks_launches_and_replaces() throws InterruptedException {
    fleet.start(1);
    expect("ask 1");
    news.add(new RmPort.News(List.of(new ContainerGrant("a", "h", 512)), List.of()));
    expect("unask 1");
    expect("launch run a");
    assertThat(fleet.registered("a")).isPresent();
    news.add(new RmPort.News(List.of(), List.of(new ContainerEnd("a", 137, "killed"))));
    expect("ended a ITS_TASKS");
    expect("ask 1");
  }

  @Test
  void a_retired_container_is_stopped_and_replaced() throws InterruptedException {
    fleet.start(1);
    expect("ask 1");
    news.add(new RmPort.News(List.of(new ContainerGrant("a", "h", 512)), List.of()));
    expect("unask 1");
    expect("launch run a");
    fleet.registered("a");
    fleet.retire("a");
    assertThat(List.of(said.poll(5, TimeUnit.SECONDS), said.poll(5, TimeUnit.SECONDS)))
        .containsExactlyInAnyOrder("stop a", "ask 1");
  }

  @Test
  void a_node_that_refuses_gets_its_container_back() throws InterruptedException {
    nodeRefuses = true;
    fleet.start(1);
    expect("ask 1");
    news.add(new RmPort.News(List.of(new ContainerGrant("a", "h", 512)), List.of()));
    expect("unask 1");
    expect("ended a ITS_NODE");
    assertThat(
            List.of(
                said.poll(5, TimeUnit.SECONDS),
                said.poll(5, TimeUnit.SECONDS),
                said.poll(5, TimeUnit.SECONDS)))
        .containsExactlyInAnyOrder("cannot launch 1", "release a", "ask 1");
  }

  private void expect(String word) throws InterruptedException {
    assertThat(said.poll(5, TimeUnit.SECONDS)).isEqualTo(word);
  }

  private final class ScriptedRm implements RmPort {
    @Override
    public Registration register(ServerAddress address, String trackingUrl) {
      return new Registration(SHAPE);
    }

    @Override
    public void ask(ContainerShape shape, int containers) {
      said.add("ask " + containers);
    }

    @Override
    public void unask(ContainerShape shape, int containers) {
      said.add("unask " + containers);
    }

    @Override
    public void release(String container) {
      said.add("release " + container);
    }

    @Override
    public News heartbeat(float progress) {
      assertThat(progress).isBetween(0f, 1f);
      News next = news.poll();
      return next == null ? new News(List.of(), List.of()) : next;
    }

    @Override
    public void unregister(FinalStatus status, String diagnostics) {}

    @Override
    public void close() {}
  }

  private final class ScriptedNm implements NmPort {
    @Override
    public void launch(ContainerGrant grant, LaunchRecipe recipe) {
      if (nodeRefuses) {
        throw WeftException.of(ErrorCode.CONTAINER_LOST, "refused");
      }
      said.add("launch " + recipe.command());
    }

    @Override
    public void stop(String container) {
      said.add("stop " + container);
    }

    @Override
    public void close() {}
  }

  private final class Words implements ContainerFleet.Listener {
    @Override
    public void ended(String container, ExitVerdict verdict) {
      said.add("ended " + container + " " + verdict.blame());
    }

    @Override
    public void cannotLaunch(int failures, ExitVerdict last) {
      said.add("cannot launch " + failures);
    }

    @Override
    public void attemptLost(RuntimeException why) {
      said.add("attempt lost " + why);
    }
  }
}
