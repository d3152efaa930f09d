package org.weft.container.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.weft.container.fixture.Rows;
import org.weft.container.fixture.SpillingStatements;
import org.weft.container.fixture.SpillingStatements.Operator;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.run.Interference.Deed;
import org.weft.container.run.Interference.Event;
import org.weft.container.run.Interference.Plan;
import org.weft.container.spill.TestDisks;
import org.weft.io.table.ScanReaders;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.setting.Settings;

/**
 * Every operator that holds rows: spilled at any point it gives the same answer; cancelled, or with
 * disks that fail, it ends with the error that says so. Whatever happens, memory and disks are
 * empty afterwards.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class EveryOperatorTest {
  private static final int THREADS = 3;

  /**
   * Enough for what comes in and for some of what is read back; without an end, what was spilled
   * would be divided until one row is left.
   */
  private static final long SPILLS = 16;

  /**
   * Half of the operators are looked at on one day, the others on the next, and what happens to
   * them goes round: the number of the day decides, or what is told, as -Dweft.interference=3. All:
   * everything happens to every operator.
   */
  private static final String CHOICE =
      System.getProperty(
          "weft.interference", String.valueOf(LocalDate.now(ZoneOffset.UTC).toEpochDay()));

  private static final boolean SWEEP = CHOICE.equals("all");
  private static final int TURN = SWEEP ? 0 : Integer.parseInt(CHOICE);

  private final Interference interference = new Interference();
  private final MemoryPool pool = new MemoryPool(256 << 20, interference);
  private final TestDisks disks = TestDisks.watchedBy(interference);
  private final NativeRunner runner =
      new NativeRunner(
          new ScanReaders(new Configuration(false)), pool, THREADS, disks.directories());
  private SpillingStatements statements;

  private static List<Operator> operators() {
    List<Operator> all = SpillingStatements.all();
    return all.stream().filter(o -> SWEEP || all.indexOf(o) % 2 == TURN % 2).toList();
  }

  @BeforeAll
  void open(@TempDir Path directory) throws SQLException {
    statements = new SpillingStatements(directory);
  }

  @AfterAll
  void close() {
    runner.close();
    pool.close();
    disks.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operators")
  void spills_and_fails_without_a_trace(Operator operator) {
    PhysicalPlan plan = statements.plan(operator, runner.target(Settings.DEFAULTS));
    List<String> answer = run(plan, Plan.spilling(0));
    assertThat(answer).isNotEmpty();

    assertThat(run(plan, Plan.spilling(SPILLS))).isEqualTo(answer);
    long safePoints = interference.count(Event.SAFE_POINT);
    long writes = interference.count(Event.WRITE);
    long reads = interference.count(Event.READ);
    assertThat(writes).as("bytes that were spilled").isPositive();
    assertThat(reads).isPositive();

    List<Plan> deeds =
        List.of(
            new Plan(SPILLS, Event.SAFE_POINT, 2 + safePoints / 2, Deed.CANCEL),
            new Plan(SPILLS, Event.WRITE, 1 + writes / 2, Deed.FULL_DISK),
            new Plan(SPILLS, Event.READ, 1, Deed.DAMAGE),
            new Plan(SPILLS, Event.WRITE, 1 + writes / 3, Deed.FAILED_WRITE),
            new Plan(SPILLS, Event.READ, 1 + reads / 2, Deed.CANCEL),
            new Plan(SPILLS, Event.WRITE, 1 + writes / 2, Deed.CANCEL));
    int first = (operators().indexOf(operator) + TURN / 2) % deeds.size();
    for (int i = 0; i < (SWEEP ? deeds.size() : 1); i++) {
      ends(plan, deeds.get((first + i) % deeds.size()), answer);
    }
  }

  /**
   * The query ends as the deed says: a failed write is made good elsewhere. Threads meet
   * differently each time, so that what was planned for late may not come: then there is the
   * answer.
   */
  private void ends(PhysicalPlan plan, Plan interfering, List<String> answer) {
    if (interfering.deed() == Deed.FAILED_WRITE) {
      assertThat(run(plan, interfering)).isEqualTo(answer);
      return;
    }
    ErrorCode expected =
        switch (interfering.deed()) {
          case CANCEL -> ErrorCode.CANCELLED;
          case FULL_DISK -> ErrorCode.DISK_FULL;
          case DAMAGE -> ErrorCode.READ_FAILED;
          case NONE, FAILED_WRITE -> throw new IllegalArgumentException("no error is expected");
        };
    try {
      assertThat(run(plan, interfering)).isEqualTo(answer);
      assertThat(interfering.at())
          .as("there is the answer although " + interfering)
          .isNotEqualTo(1);
    } catch (WeftException e) {
      assertThat(e.code())
          .as("turn " + CHOICE + ", " + interfering + ": " + e.getMessage())
          .isEqualTo(expected);
    }
  }

  /** The rows of the answer in any order, each as a text. */
  private List<String> run(PhysicalPlan plan, Plan interfering) {
    Cancellation cancellation = new Cancellation();
    interference.begin(interfering, cancellation);
    try {
      QueryRequest request = new QueryRequest("every", Settings.DEFAULTS, cancellation);
      return Rows.of(runner.run(plan, request)).stream().map(Object::toString).sorted().toList();
    } finally {
      assertThat(pool.used()).as("memory after " + interfering).isZero();
      assertThat(disks.files()).as("files after " + interfering).isEmpty();
    }
  }
}
