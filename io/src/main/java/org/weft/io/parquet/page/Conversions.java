package org.weft.io.parquet.page;

import org.weft.io.parquet.footer.Conversion;

/** Chooses the loop for a conversion, once for many values. */
final class Conversions {
  private Conversions() {}

  /**
   * Converts values of a fixed width.
   *
   * @return false if a value did not fit
   */
  static boolean ofFixed(Conversion conversion, long from, int width, long to, int count) {
    switch (conversion) {
      case INT32_TO_INT8:
        return IntegerKernels.int32ToInt8(from, to, count);
      case INT32_TO_INT16:
        return IntegerKernels.int32ToInt16(from, to, count);
      case UINT8_TO_INT16:
        return IntegerKernels.uint8ToInt16(from, to, count);
      case UINT16_TO_INT32:
        return IntegerKernels.uint16ToInt32(from, to, count);
      case UINT32_TO_INT64:
        IntegerKernels.uint32ToInt64(from, to, count);
        return true;
      case UINT64_TO_INT128:
        IntegerKernels.uint64ToInt128(from, to, count);
        return true;
      case INT32_TO_INT64:
        IntegerKernels.int32ToInt64(from, to, count);
        return true;
      case INT32_MILLIS_TO_MICROS:
        IntegerKernels.millisToMicros(from, to, count);
        return true;
      case FIXED_TO_INT64:
        return DecimalKernels.fixedToInt64(from, width, to, count);
      case FIXED_TO_INT128:
        return DecimalKernels.fixedToInt128(from, width, to, count);
      case FIXED_TO_UUID:
        OtherKernels.fixedToUuid(from, to, count);
        return true;
      case FIXED_TO_VIEW:
        ViewKernels.ofFixed(from, width, to, count);
        return true;
      case FIXED_TO_INTERVAL:
        return OtherKernels.fixedToInterval(from, to, count);
      case FLOAT16_TO_FLOAT32:
        OtherKernels.float16ToFloat32(from, to, count);
        return true;
      case INT96_TO_MICROS:
        return OtherKernels.int96ToMicros(from, to, count);
      case NONE, BYTES_TO_INT64, BYTES_TO_INT128:
        break;
    }
    throw new IllegalArgumentException("no values of fixed width: " + conversion);
  }

  /**
   * Converts values that are views of bytes.
   *
   * @return false if a value did not fit
   */
  static boolean ofViews(Conversion conversion, long views, long to, int count) {
    return switch (conversion) {
      case BYTES_TO_INT64 -> DecimalKernels.viewsToInt64(views, to, count);
      case BYTES_TO_INT128 -> DecimalKernels.viewsToInt128(views, to, count);
      default -> throw new IllegalArgumentException("no views: " + conversion);
    };
  }
}
