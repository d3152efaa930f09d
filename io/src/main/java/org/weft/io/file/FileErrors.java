package org.weft.io.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** What a file system's failure is to the user. */
final class FileErrors {
  private FileErrors() {}

  static WeftException of(String path, IOException failure) {
    if (failure instanceof FileNotFoundException || failure instanceof NoSuchFileException) {
      return WeftException.of(ErrorCode.PATH_NOT_FOUND, path + " does not exist", failure);
    }
    if (isDenied(failure)) {
      return WeftException.of(ErrorCode.ACCESS_DENIED, "no permission to read " + path, failure);
    }
    return WeftException.of(
        ErrorCode.READ_FAILED, "cannot read " + path + ": " + firstLine(failure), failure);
  }

  static WeftException ofWrite(String path, IOException failure) {
    if (isDenied(failure)) {
      return WeftException.of(ErrorCode.ACCESS_DENIED, "no permission to write " + path, failure);
    }
    String why = firstLine(failure);
    if (isFull(failure)) {
      return WeftException.of(ErrorCode.DISK_FULL, "no room for " + path + ": " + why, failure);
    }
    return WeftException.of(ErrorCode.WRITE_FAILED, "cannot write " + path + ": " + why, failure);
  }

  /** Full disks and used-up quotas have no exception of their own that all file systems throw. */
  private static boolean isFull(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(java.util.Locale.ROOT);
    return message.contains("no space left") || message.contains("quota");
  }

  static WeftException endsEarly(String path, ByteRange range) {
    return WeftException.of(
        ErrorCode.READ_FAILED, path + " ends before byte " + range.end() + " was read");
  }

  private static boolean isDenied(IOException failure) {
    return failure instanceof AccessDeniedException
        || failure instanceof org.apache.hadoop.security.AccessControlException;
  }

  /** Remote failures carry a stack trace in their message. */
  private static String firstLine(IOException failure) {
    String message = failure.getMessage();
    if (message == null) {
      return failure.getClass().getSimpleName();
    }
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end).stripTrailing();
  }
}
