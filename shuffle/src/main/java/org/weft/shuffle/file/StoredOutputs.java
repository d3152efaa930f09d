package org.weft.shuffle.file;

/** The finished outputs on the local disks, ready to be read. Thread-safe. */
public final class StoredOutputs {
  private static final long INDEX_CACHE = 32 << 20;

  private final ShuffleFiles files;
  private final IndexCache indexes = new IndexCache(INDEX_CACHE);

  public StoredOutputs(ShuffleFiles files) {
    this.files = files;
  }

  /**
   * Starts on the blocks of a request.
   *
   * @throws LostOutputs naming all outputs that are not there
   */
  public BlockCursor open(BlockRequest request) throws LostOutputs {
    return BlockCursor.open(request, files, indexes);
  }

  /** True if all outputs of the request are on the local disks. */
  public boolean has(BlockRequest request) {
    return request.parts().stream().allMatch(part -> files.find(part.output()).isPresent());
  }

  public ShuffleFiles files() {
    return files;
  }
}
