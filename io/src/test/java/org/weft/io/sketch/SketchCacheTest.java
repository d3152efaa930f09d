package org.weft.io.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.io.file.DiskAsRemote;
import org.weft.io.file.Storage;

class SketchCacheTest {
  private static final FileIdentity FILE = new FileIdentity("file:/data/a.parquet", 100, 7);

  @TempDir Path directory;

  private final Storage storage = new Storage(new Configuration(false));

  private SketchCache cache() {
    return SketchCache.in(new SketchDirectory(storage, directory.toString(), 2));
  }

  private static DistinctSketch sketch(long... hashes) {
    DistinctSketch sketch = new DistinctSketch();
    for (long hash : hashes) {
      sketch.add(hash * 0x9E3779B97F4A7C15L);
    }
    return sketch;
  }

  private static Optional<Double> distinct(SketchCache cache, FileIdentity file, int groups) {
    return cache.ofAll(List.of(file), List.of(groups), "c").map(s -> Math.rint(s.estimate()));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> listed = Files.list(directory)) {
      return listed.toList();
    }
  }

  @Test
  void a_column_is_known_once_all_its_row_groups_are() {
    try (SketchCache cache = SketchCache.inMemory()) {
      cache.learn(FILE, "c", 0, sketch(1, 2));
      assertThat(distinct(cache, FILE, 2)).isEmpty();
      assertThat(cache.knows(FILE, "c", 0)).isTrue();
      assertThat(cache.knows(FILE, "c", 1)).isFalse();
      cache.learn(FILE, "c", 1, sketch(2, 3));
      assertThat(distinct(cache, FILE, 2)).contains(3.0);
      assertThat(cache.ofAll(List.of(FILE), List.of(2), "d")).isEmpty();
    }
  }

  @Test
  void what_one_process_learns_another_hears_once() {
    try (SketchCache worker = SketchCache.inMemory();
        SketchCache other = SketchCache.inMemory();
        SketchCache master = SketchCache.inMemory()) {
      worker.learn(FILE, "c", 0, sketch(1, 2));
      master.hear(worker.news());
      assertThat(worker.news()).isEmpty();
      assertThat(distinct(master, FILE, 2)).isEmpty();
      other.learn(FILE, "c", 1, sketch(2, 3));
      master.hear(other.news());
      assertThat(distinct(master, FILE, 2)).contains(3.0);
    }
  }

  @Test
  void damaged_news_are_ignored() {
    try (SketchCache worker = SketchCache.inMemory();
        SketchCache master = SketchCache.inMemory()) {
      worker.learn(FILE, "c", 0, sketch(1, 2));
      byte[] damaged = worker.news().get(0);
      damaged[damaged.length / 2] ^= 1;
      master.hear(List.of(damaged, new byte[3]));
      assertThat(distinct(master, FILE, 1)).isEmpty();
    }
  }

  @Test
  void news_of_many_files_come_in_parts() {
    try (SketchCache worker = SketchCache.inMemory();
        SketchCache master = SketchCache.inMemory()) {
      for (int i = 0; i < 200; i++) {
        worker.learn(new FileIdentity("file:/data/" + i, 5, 5), "c", 0, sketch(i));
      }
      List<byte[]> first = worker.news();
      assertThat(first).hasSizeLessThan(200);
      master.hear(first);
      master.hear(worker.news());
      assertThat(distinct(master, new FileIdentity("file:/data/199", 5, 5), 1)).contains(1.0);
    }
  }

  @Test
  void values_of_several_files_are_counted_together() {
    FileIdentity other = new FileIdentity("file:/data/b.parquet", 5, 5);
    try (SketchCache cache = SketchCache.inMemory()) {
      cache.learn(FILE, "c", 0, sketch(1, 2));
      cache.learn(other, "c", 0, sketch(2, 3, 4));
      Optional<DistinctSketch> all = cache.ofAll(List.of(FILE, other), List.of(1, 1), "c");
      assertThat(all.map(s -> Math.rint(s.estimate()))).contains(4.0);
    }
  }

  @Test
  void what_was_learnt_outlives_the_process_but_not_a_change_of_the_file() {
    try (SketchCache cache = cache()) {
      cache.learn(FILE, "c", 0, sketch(1, 2, 3));
    }
    try (SketchCache cache = cache()) {
      assertThat(distinct(cache, FILE, 1)).contains(3.0);
      assertThat(distinct(cache, new FileIdentity(FILE.path(), 101, 7), 1)).isEmpty();
      assertThat(distinct(cache, new FileIdentity(FILE.path(), 100, 8), 1)).isEmpty();
    }
  }

  @Test
  void a_directory_may_lie_in_any_file_system() throws IOException {
    try (SketchCache cache = cache()) {
      cache.learn(FILE, "c", 0, sketch(1, 2, 3));
    }
    Storage remote = new Storage(DiskAsRemote.configuration());
    try (SketchCache cache = SketchCache.in(new SketchDirectory(remote, "check:" + directory))) {
      assertThat(distinct(cache, FILE, 1)).contains(3.0);
      // this file system cannot be written: nobody is worse off
      cache.learn(FILE, "d", 0, sketch(1));
      assertThat(cache.knows(FILE, "d", 0)).isTrue();
    }
    assertThat(files()).hasSize(1);
  }

  @Test
  void what_was_saved_outlives_a_process_that_is_killed() throws IOException {
    SketchCache killed = cache();
    killed.learn(FILE, "c", 0, sketch(1, 2, 3));
    killed.save();
    try (SketchCache cache = cache()) {
      assertThat(distinct(cache, FILE, 1)).contains(3.0);
    }
    byte[] before = Files.readAllBytes(files().get(0));
    Files.delete(files().get(0));
    killed.save();
    assertThat(files()).as("nothing new, nothing written").isEmpty();
    killed.learn(FILE, "d", 0, sketch(1));
    killed.save();
    assertThat(Files.readAllBytes(files().get(0))).hasSizeGreaterThan(before.length);
  }

  @Test
  void many_files_are_read_at_once() {
    List<FileIdentity> many =
        IntStream.range(0, 100).mapToObj(i -> new FileIdentity("file:/" + i, 1, 1)).toList();
    try (SketchCache cache = SketchCache.in(new SketchDirectory(storage, directory.toString()))) {
      for (int i = 0; i < many.size(); i++) {
        cache.learn(many.get(i), "c", 0, sketch(i));
      }
    }
    try (SketchCache cache = SketchCache.in(new SketchDirectory(storage, directory.toString()))) {
      Optional<DistinctSketch> all = cache.ofAll(many, Collections.nCopies(100, 1), "c");
      assertThat(all.orElseThrow().estimate()).isBetween(90.0, 110.0);
    }
  }

  @Test
  void nothing_is_written_when_nothing_was_learnt() throws IOException {
    try (SketchCache cache = cache()) {
      assertThat(distinct(cache, FILE, 1)).isEmpty();
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void a_damaged_file_is_as_good_as_none_and_replaced() throws IOException {
    try (SketchCache cache = cache()) {
      cache.learn(FILE, "c", 0, sketch(1));
    }
    Path kept = files().get(0);
    byte[] good = Files.readAllBytes(kept);
    for (int at = 0; at < good.length; at += 97) {
      byte[] bad = good.clone();
      bad[at] ^= 0x10;
      Files.write(kept, bad);
      try (SketchCache cache = SketchCache.in(new SketchDirectory(storage, directory.toString()))) {
        assertThat(distinct(cache, FILE, 1)).as("byte " + at).isEmpty();
      }
      Files.write(kept, java.util.Arrays.copyOf(good, at));
      try (SketchCache cache = SketchCache.in(new SketchDirectory(storage, directory.toString()))) {
        assertThat(distinct(cache, FILE, 1)).as("cut at " + at).isEmpty();
      }
    }
    try (SketchCache cache = cache()) {
      cache.learn(FILE, "c", 0, sketch(1));
    }
    assertThat(Files.readAllBytes(kept)).isEqualTo(good);
  }

  @Test
  void the_oldest_files_go_when_there_are_too_many() throws IOException {
    for (int i = 0; i < 4; i++) {
      try (SketchCache cache = cache()) {
        cache.learn(new FileIdentity("file:/" + i, 1, 1), "c", 0, sketch(1));
      }
      for (Path file : files()) {
        long older = Files.getLastModifiedTime(file).toMillis() - 10_000;
        Files.setLastModifiedTime(file, FileTime.fromMillis(older));
      }
    }
    assertThat(files()).hasSize(2);
    try (SketchCache cache = cache()) {
      assertThat(distinct(cache, new FileIdentity("file:/3", 1, 1), 1)).contains(1.0);
      assertThat(distinct(cache, new FileIdentity("file:/0", 1, 1), 1)).isEmpty();
    }
  }

  @Test
  void a_directory_that_cannot_be_made_costs_nothing_but_the_memory() throws IOException {
    Path blocked = Files.writeString(directory.resolve("blocked"), "a file");
    try (SketchCache cache =
        SketchCache.in(new SketchDirectory(storage, blocked.resolve("below").toString()))) {
      cache.learn(FILE, "c", 0, sketch(1, 2));
      assertThat(distinct(cache, FILE, 1)).contains(2.0);
    }
    assertThat(Files.readString(blocked)).isEqualTo("a file");
  }

  @Test
  void memory_is_bounded_by_letting_go_of_what_was_not_used() {
    try (SketchCache cache = SketchCache.inMemory()) {
      for (int i = 0; i < 5000; i++) {
        cache.learn(new FileIdentity("file:/" + i, 1, 1), "c", 0, sketch(i));
      }
      assertThat(distinct(cache, new FileIdentity("file:/4999", 1, 1), 1)).isPresent();
      assertThat(distinct(cache, new FileIdentity("file:/0", 1, 1), 1)).isEmpty();
    }
  }
}
