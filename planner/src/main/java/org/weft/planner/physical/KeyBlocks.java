package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.weft.planner.expr.SortKey;

/**
 * What a window asks of the order of its rows, as blocks of keys from the most significant on: the
 * keys of a {@link Block} with several may come in any order and direction, since rows need only be
 * equal in them. One order can serve several windows.
 */
record KeyBlocks(List<Block> blocks) {
  /**
   * Keys in any order.
   *
   * @param columns the ordinals, none twice
   * @param key how it is ordered, if the block is one key whose order counts
   */
  record Block(Set<Integer> columns, Optional<SortKey> key) {
    static Block of(SortKey key) {
      return new Block(Set.of(key.ordinal()), Optional.of(key));
    }
  }

  KeyBlocks {
    blocks = List.copyOf(blocks);
  }

  /** Equal rows of the partition keys behind each other, ordered by the order keys. */
  static KeyBlocks of(List<Integer> partitionKeys, List<SortKey> orderKeys) {
    List<Block> blocks = new ArrayList<>();
    Set<Integer> known = new LinkedHashSet<>(partitionKeys);
    if (!known.isEmpty()) {
      blocks.add(new Block(Set.copyOf(known), Optional.empty()));
    }
    for (SortKey key : orderKeys) {
      if (known.add(key.ordinal())) {
        blocks.add(Block.of(key));
      }
    }
    return new KeyBlocks(blocks);
  }

  /** What serves both, if there is such an order. */
  Optional<KeyBlocks> and(KeyBlocks other) {
    List<Block> merged = new ArrayList<>();
    List<Block> left = new ArrayList<>(blocks);
    List<Block> right = new ArrayList<>(other.blocks);
    while (!left.isEmpty() && !right.isEmpty()) {
      Block a = left.get(0);
      Block b = right.get(0);
      boolean bothOrdered = a.key().isPresent() && b.key().isPresent();
      boolean aInB = b.columns().containsAll(a.columns());
      boolean bInA = a.columns().containsAll(b.columns());
      if (!aInB && !bInA || bothOrdered && !a.equals(b)) {
        return Optional.empty();
      }
      Block first = aInB ? a : b;
      if (aInB && bInA && b.key().isPresent()) {
        first = b;
      }
      merged.add(first);
      remove(left, first);
      remove(right, first);
    }
    merged.addAll(left);
    merged.addAll(right);
    return Optional.of(new KeyBlocks(merged));
  }

  private static void remove(List<Block> from, Block taken) {
    Block head = from.remove(0);
    Set<Integer> rest = new LinkedHashSet<>(head.columns());
    rest.removeAll(taken.columns());
    if (!rest.isEmpty()) {
      from.add(0, new Block(Set.copyOf(rest), Optional.empty()));
    }
  }

  /** Keys to sort by. */
  List<SortKey> sortKeys() {
    List<SortKey> keys = new ArrayList<>();
    for (Block block : blocks) {
      if (block.key().isPresent()) {
        keys.add(block.key().get());
      } else {
        block.columns().stream().sorted().map(SortKey::ascending).forEach(keys::add);
      }
    }
    return keys;
  }
}
