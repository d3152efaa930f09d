package org.weft.am.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.NMClient;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.weft.am.cli.Main;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.planner.setting.Settings;

/**
 * Plays what Weft's processes do, so that a JVM that was told to can keep the classes it loaded
 * (class data sharing): a client's first query then takes half of the processor time. Run by {@code
 * src/rehearsal/train}.
 */
public final class Rehearsal {
  private static final String DATA =
      """
      COPY (SELECT x AS id, x %% 7 AS kind, CAST(x * 1.25 AS DECIMAL(15, 2)) AS price,
                   'text ' || x AS name, DATE '2024-01-01' + CAST(x %% 100 AS INTEGER) AS day
            FROM (SELECT a.n + 10 * b.n + 100 * c.n AS x
                  FROM (VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)) a(n),
                       (VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)) b(n),
                       (VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)) c(n))) TO '%s' (FORMAT parquet)
      """;
  private static final String QUERIES =
      """
      CREATE VIEW t AS SELECT * FROM '%s';
      SELECT kind, sum(price), avg(price), min(day), count(*) FROM t
        WHERE day <= DATE '2024-03-01' AND name LIKE '%%1%%' GROUP BY kind ORDER BY kind;
      SELECT a.name, sum(b.price * (1 - 0.05)) AS total FROM t a JOIN t b ON a.id = b.kind
        WHERE EXISTS (SELECT * FROM t c WHERE c.id = a.id AND c.price > 1)
        GROUP BY a.name ORDER BY total DESC LIMIT 3;
      SELECT count(DISTINCT kind), extract(year FROM day) AS y FROM t
        WHERE price > (SELECT avg(price) FROM t) GROUP BY y;
      EXPLAIN SELECT * FROM t ORDER BY price LIMIT 5
      """;

  private Rehearsal() {}

  /** Arguments: {@code client} or {@code engine}, and an empty directory. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[1]);
    Path data = directory.resolve("t.parquet");
    run("sql", "-e", DATA.formatted(data));
    if (args[0].equals("client")) {
      run("sql", "--timing", "-e", QUERIES.formatted(data));
      run("sql", "--output", "csv", "-e", "SELECT 1");
      new ShellRehearsal(data).run();
    } else {
      application(directory, QUERIES.formatted(data));
    }
    try (YarnClient client = YarnClient.createYarnClient()) {
      client.init(new YarnConfiguration());
    }
    System.exit(0);
  }

  private static void run(String... command) {
    int status = Main.run(command);
    if (status != 0) {
      System.exit(status);
    }
  }

  private static void application(Path directory, String queries) throws IOException {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    Settings settings = Settings.DEFAULTS.with("num_partitions", "2");
    try (InProcessApplication application = new InProcessApplication(disk, settings)) {
      for (String query : queries.split(";")) {
        try (PreparedSql statement = application.session().prepare(query);
            RowStream rows = statement.run()) {
          while (rows.advance()) {
            rows.root();
          }
        }
      }
    }
    Configuration yarn = new YarnConfiguration();
    try (AMRMClient<AMRMClient.ContainerRequest> rm = AMRMClient.createAMRMClient();
        NMClient nm = NMClient.createNMClient()) {
      rm.init(yarn);
      nm.init(yarn);
    }
  }
}
