package org.weft.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

class StorageTest {
  @TempDir Path root;
  private Storage storage;

  @BeforeEach
  void files() throws IOException {
    for (String name :
        List.of(
            "a.parquet",
            "b.parquet",
            "c.csv",
            "_SUCCESS",
            ".hidden",
            "year=2020/x.parquet",
            "year=2021/y.parquet",
            "year=2021/month=1/z.parquet",
            "year=2021/_temporary/w.parquet",
            "odd[1].parquet",
            "sp ace/p%20q.parquet")) {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
    Files.createDirectories(root.resolve("empty"));
    storage = new Storage(DiskAsRemote.configuration());
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a.parquet                | a.parquet                                          | a file
          *.parquet                | a.parquet b.parquet odd[1].parquet                 | a glob
          ?.parquet                | a.parquet b.parquet                                | one character
          [a-b].*                  | a.parquet b.parquet                                | a set
          [!a].parquet             | b.parquet                                          | all but a set
          {a,c}.*                  | a.parquet c.csv                                    | alternatives
          {a.parquet,year=2020/x.*}| a.parquet year=2020/x.parquet                      | whole paths as such
          odd[1].parquet           | odd[1].parquet                                     | a name that looks like a glob
          year=2021                | year=2021/month=1/z.parquet year=2021/y.parquet    | a directory to the bottom
          year=*/*.parquet         | year=2020/x.parquet year=2021/y.parquet            | directories by glob
          year=*                   | year=2020/x.parquet year=2021/month=1/z.parquet year=2021/y.parquet | what is below
          **/z.parquet             | year=2021/month=1/z.parquet                        | any depth
          _*                       | _SUCCESS                                           | hidden, but spelt
          sp*/*                    | sp ace/p%20q.parquet                               | blanks and percent signs
          """)
  void finds(String path, String expected, String why) {
    for (String scheme : List.of("", "file:", "file://", "raw:")) {
      List<String> found =
          storage.find(scheme + root + "/" + path).stream()
              .map(file -> file.path().replaceFirst(".*" + root + "/", ""))
              .toList();
      assertThat(String.join(" ", found)).as(why + " by " + scheme).isEqualTo(expected);
    }
  }

  @Test
  void describes_a_file() throws IOException {
    Path file = root.resolve("a.parquet");
    FoundFile found = storage.find(file.toString()).get(0);
    assertThat(found.path()).isEqualTo("file:" + file);
    assertThat(found.length()).isEqualTo(9);
    assertThat(found.modified()).isEqualTo(Files.getLastModifiedTime(file).toMillis());
    assertThat(storage.file(found.path())).isEqualTo(found);
  }

  @Test
  void names_the_hosts_that_hold_most_first() {
    assertThat(storage.find("raw:" + root + "/a.parquet").get(0).hosts())
        .containsExactly("h2", "h1", "h3");
    assertThat(storage.find("raw:" + root + "/*.csv").get(0).hosts())
        .containsExactly("h2", "h1", "h3");
    assertThat(storage.find(root + "/a.parquet").get(0).hosts()).isEmpty();
  }

  @Test
  void relative_paths_start_at_the_working_directory() {
    assertThat(storage.find("pom.xml").get(0).path())
        .isEqualTo("file:" + Path.of("").toAbsolutePath() + "/pom.xml");
  }

  @Test
  void paths_without_scheme_belong_to_the_default_file_system() {
    Configuration configuration = DiskAsRemote.configuration();
    configuration.set("fs.defaultFS", "raw:///");
    Storage other = new Storage(configuration);
    assertThat(other.find(root + "/a.parquet").get(0).path()).startsWith("raw:");
    assertThat(other.find("file:" + root + "/a.parquet").get(0).path()).startsWith("file:");
  }

  @ParameterizedTest
  @CsvSource({
    "a.parqet, PATH_NOT_FOUND, a.parquet",
    "yaer=2021/y.parquet, PATH_NOT_FOUND, year=2021",
    "zzzzzzz, PATH_NOT_FOUND, no zzzzzzz in it",
    "nothing*, NO_FILES, ",
    "empty, NO_FILES, ",
  })
  void says_what_is_missing(String path, ErrorCode code, String hint) {
    for (String scheme : List.of("", "raw:")) {
      WeftException e =
          catchThrowableOfType(WeftException.class, () -> storage.find(scheme + root + "/" + path));
      assertThat(e.code()).isEqualTo(code);
      assertThat(e.sentence()).contains(path);
      assertThat(e.hint().orElse("")).contains(hint == null ? "" : hint);
    }
  }

  @Test
  void an_unknown_scheme_is_an_error() {
    WeftException e =
        catchThrowableOfType(WeftException.class, () -> storage.find("s4://bucket/x.parquet"));
    assertThat(e.code()).isEqualTo(ErrorCode.PATH_NOT_FOUND);
    assertThat(e.sentence()).contains("s4://bucket");
  }

  @Test
  void a_file_one_may_not_read_is_denied() throws IOException {
    Path secret = root.resolve("secret");
    Files.createDirectories(secret);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(secret), "root may read everything");
    WeftException e =
        catchThrowableOfType(WeftException.class, () -> storage.find(secret.toString()));
    assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
  }
}
