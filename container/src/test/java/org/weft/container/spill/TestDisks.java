package org.weft.container.spill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.setting.Settings;

/** A directory to spill to, and disks that fail. */
public final class TestDisks implements AutoCloseable {
  private final Path base;
  private final SpillDirectories directories;

  public TestDisks() {
    this(DiskFile::create);
  }

  /** Disks where somebody is told of every write and read before it happens. */
  public static TestDisks watchedBy(Watcher watcher) {
    return new TestDisks(
        file ->
            new Wrapped(DiskFile.create(file)) {
              @Override
              public int write(ByteBuffer buffer, long position) throws IOException {
                watcher.writing();
                return super.write(buffer, position);
              }

              @Override
              public int read(ByteBuffer buffer, long position) throws IOException {
                int at = buffer.position();
                boolean sound = watcher.reading();
                int count = super.read(buffer, position);
                if (!sound) {
                  damage(buffer, at + count - 1);
                }
                return count;
              }
            });
  }

  private TestDisks(DiskFile.Opener opener) {
    try {
      base = Files.createTempDirectory("spill");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    directories = new SpillDirectories(List.of(base.resolve("a"), base.resolve("b")), opener);
  }

  /** Sees what disks do, and makes it fail. On the threads of queries. */
  public interface Watcher {
    /** Bytes are about to be written, unless this throws. */
    void writing() throws IOException;

    /** Bytes are about to be read; false if they shall come back damaged. */
    boolean reading() throws IOException;
  }

  /** The directories, closed with this. */
  public SpillDirectories directories() {
    return directories;
  }

  Path base() {
    return base;
  }

  /** What a query spills to, on disks that work. */
  public QuerySpill sound() {
    return new QuerySpill(directories, "test");
  }

  /** On disks with room for so many bytes together. */
  public QuerySpill withRoom(long bytes) {
    AtomicLong left = new AtomicLong(bytes);
    return new QuerySpill(
        directories,
        "test",
        file ->
            new Wrapped(DiskFile.create(file)) {
              @Override
              public int write(ByteBuffer buffer, long position) throws IOException {
                if (left.addAndGet(-buffer.remaining()) < 0) {
                  throw new IOException("No space left on device");
                }
                return super.write(buffer, position);
              }
            });
  }

  /** On disks that change a bit of what they are given. */
  public QuerySpill damaging() {
    return new QuerySpill(
        directories,
        "test",
        file ->
            new Wrapped(DiskFile.create(file)) {
              @Override
              public int read(ByteBuffer buffer, long position) throws IOException {
                int at = buffer.position();
                int count = super.read(buffer, position);
                damage(buffer, at + count - 1);
                return count;
              }
            });
  }

  private static void damage(ByteBuffer buffer, int at) {
    buffer.put(at, (byte) (buffer.get(at) ^ 4));
  }

  /** What operators are given. */
  public ExecutionContext context(MemoryPool pool, int threads, QuerySpill spill) {
    return new ExecutionContext(pool, Settings.DEFAULTS, threads, new Cancellation(), spill);
  }

  /** Files of spilled rows that are there now. */
  public List<Path> files() {
    try (Stream<Path> all = Files.walk(base)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals("lock"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether anything was ever written. */
  public boolean wereUsed() {
    try (Stream<Path> all = Files.walk(base)) {
      return all.anyMatch(file -> file.getFileName().toString().equals("lock"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    directories.close();
    try (Stream<Path> all = Files.walk(base)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands on to a real file. */
  private static class Wrapped implements DiskFile {
    private final DiskFile real;

    Wrapped(DiskFile real) {
      this.real = real;
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      return real.write(bytes, position);
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
      return real.read(bytes, position);
    }

    @Override
    public void close() throws IOException {
      real.close();
    }
  }
}
