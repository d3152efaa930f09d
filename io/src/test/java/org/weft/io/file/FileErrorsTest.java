package org.weft.io.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

class FileErrorsTest {
  @Test
  void every_failure_has_a_code_and_names_the_path() {
    check(new FileNotFoundException("x"), ErrorCode.PATH_NOT_FOUND);
    check(new NoSuchFileException("x"), ErrorCode.PATH_NOT_FOUND);
    check(new AccessDeniedException("x"), ErrorCode.ACCESS_DENIED);
    check(new AccessControlException("x"), ErrorCode.ACCESS_DENIED);
    check(new IOException("broken pipe"), ErrorCode.READ_FAILED);
    check(new IOException((String) null), ErrorCode.READ_FAILED);
  }

  @Test
  void a_remote_stack_trace_is_left_out() {
    WeftException e = FileErrors.of("/a", new IOException("no block\n\tat Remote.java:1"));
    assertThat(e.sentence()).isEqualTo("cannot read /a: no block");
  }

  private static void check(IOException failure, ErrorCode code) {
    WeftException e = FileErrors.of("/data/a", failure);
    assertThat(e.code()).isEqualTo(code);
    assertThat(e.sentence()).contains("/data/a");
    assertThat(e).hasCause(failure);
  }
}
