package org.weft.container.function;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.hash.Shingles;
import org.weft.container.function.text.Pieces;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.ListType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.nested.ListBuilder;

/** Kernels of hashes, random values and partition transforms. */
final class HashKernels {
  private static final int SPARK_SEED = 42;
  private static final int USUAL_RUN = 3;

  private HashKernels() {}

  static void add(KernelList list) {
    hashes(list);
    chance(list);
    partitions(list);
  }

  private static void hashes(KernelList list) {
    list.row(
        "xxhash64",
        (in, out) -> {
          long hash = SPARK_SEED;
          for (int i = 0; i < in.count(); i++) {
            hash = in.isNull(i) ? hash : ValueHash.xxh64(in, i, hash);
          }
          out.integer(hash);
        });
    list.row(
        "murmur3",
        (in, out) -> {
          int hash = SPARK_SEED;
          for (int i = 0; i < in.count(); i++) {
            hash = in.isNull(i) ? hash : ValueHash.murmur3(in, i, hash);
          }
          out.integer(hash);
        });
    list.inMemory("minhash", HashKernels::minhash);
    list.row(
        "simhash",
        (in, out) ->
            out.integer(Shingles.simhash(in.text(0), in.count() > 1 ? in.integer(1) : USUAL_RUN)));
  }

  private static RowFunction minhash(LibraryCall call, MemoryScope memory) {
    ListBuilder builder = new ListBuilder((ListType) call.type(), memory);
    return (in, out) -> {
      builder.start();
      long seed = in.count() > 3 ? in.integer(3) : 1;
      for (long hash : Shingles.minhash(in.text(0), in.integer(1), in.integer(2), seed)) {
        builder.addLong(hash);
      }
      out.nested(builder);
    };
  }

  private static void chance(KernelList list) {
    list.perCall(
        "random",
        call -> {
          Random[] seeded = new Random[1];
          SplittableRandom random = new SplittableRandom();
          return (in, out) -> {
            if (in.count() == 0) {
              out.real(random.nextDouble());
              return;
            }
            if (seeded[0] == null) {
              seeded[0] = new Random(in.integer(0));
            }
            out.real(seeded[0].nextDouble());
          };
        });
    list.perCall(
        "random_int",
        call -> {
          Random[] seeded = new Random[1];
          SplittableRandom random = new SplittableRandom();
          return (in, out) -> {
            long low = in.integer(0);
            long high = in.integer(1);
            if (low >= high) {
              throw Failures.badValue("there is no integer from " + low + " to below " + high);
            }
            if (in.count() > 2 && seeded[0] == null) {
              seeded[0] = new Random(in.integer(2));
            }
            out.integer(
                seeded[0] == null ? random.nextLong(low, high) : seeded[0].nextLong(low, high));
          };
        });
    list.row("uuid", (in, out) -> out.uuid(UUID.randomUUID()));
    list.perCall(
        "uuidv7",
        call -> {
          SecureRandom random = new SecureRandom();
          return (in, out) -> out.uuid(timeUuid(random));
        });
  }

  private static UUID timeUuid(SecureRandom random) {
    long high = System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(1 << 12);
    return new UUID(high, random.nextLong() >>> 2 | 0x8000000000000000L);
  }

  private static void partitions(KernelList list) {
    list.row(
        "partition_years",
        (in, out) ->
            out.integer(
                org.weft.container.function.time.DatePart.YEAR.whole(TimeKernels.micros(in, 0))
                    - 1970));
    list.row(
        "partition_months",
        (in, out) ->
            out.integer(
                org.weft.container.function.time.Differences.borders(
                    org.weft.container.function.time.DatePart.MONTH,
                    0,
                    TimeKernels.micros(in, 0))));
    list.row("partition_days", (in, out) -> out.integer(in.integer(0)));
    list.row(
        "partition_hours",
        (in, out) -> out.integer(Math.floorDiv(TimeKernels.micros(in, 0), 3_600_000_000L)));
    list.row(
        "iceberg_bucket",
        (in, out) -> out.integer(bucket(ValueHash.iceberg(in, 0), in.integer(1))));
    list.row("bucket", (in, out) -> out.integer(bucket(ValueHash.iceberg(in, 1), in.integer(0))));
    list.perCall("iceberg_truncate", HashKernels::truncate);
  }

  private static long bucket(int hash, long buckets) {
    if (buckets < 1) {
      throw Failures.badValue("there is at least one bucket, not " + buckets);
    }
    return (hash & Integer.MAX_VALUE) % buckets;
  }

  private static RowFunction truncate(LibraryCall call) {
    TypeKind kind = call.type().kind();
    return (in, out) -> {
      long width = in.integer(1);
      if (width < 1) {
        throw Failures.badValue("the width of iceberg_truncate is at least 1, not " + width);
      }
      switch (kind) {
        case STRING -> out.text(Pieces.left(in.text(0), width));
        case BINARY -> {
          byte[] bytes = in.bytes(0);
          out.bytes(java.util.Arrays.copyOf(bytes, (int) Math.min(bytes.length, width)));
        }
        case DECIMAL -> {
          BigInteger unscaled = in.decimal(0).unscaledValue();
          BigInteger rest = unscaled.mod(BigInteger.valueOf(width));
          out.decimal(new java.math.BigDecimal(unscaled.subtract(rest), in.decimal(0).scale()));
        }
        default ->
            out.integer(Math.subtractExact(in.integer(0), Math.floorMod(in.integer(0), width)));
      }
    };
  }
}
