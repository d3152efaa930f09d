package org.weft.planner.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.planner.vector.nested.RandomValues;

class DataTypeTest {
  @Property(tries = 300)
  void every_type_reads_its_own_spelling(@ForAll long seed) {
    DataType type = new RandomValues(new Random(seed)).type(5);

    assertThat(DataType.parse(type.toString())).isEqualTo(type);
  }

  @Test
  void spaces_and_case_of_words_do_not_matter_but_names_keep_theirs() {
    assertThat(DataType.parse(" STRUCT( Ab  List(int32),\"c \"\"d\" decimal( 5 ,1 ) ) "))
        .isEqualTo(
            StructType.of(
                Field.nullable("Ab", new ListType(SimpleType.INT32)),
                Field.nullable("c \"d", new DecimalType(5, 1))));
  }

  @Test
  void the_texts_of_an_enum_may_be_any_but_not_the_same() {
    EnumType type = new EnumType(java.util.List.of("b", "it's", "", "a, \"c\")"));

    assertThat(DataType.parse(type.toString())).isEqualTo(type);
    assertThat(DataType.parse("enum()")).isEqualTo(new EnumType(java.util.List.of()));
    assertThatThrownBy(() -> DataType.parse("enum('a', 'a')"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "int",
        "int32 x",
        "list",
        "list()",
        "list(int32",
        "map(int32)",
        "struct()",
        "struct(int32)",
        "struct(a int32,)",
        "decimal(5)",
        "decimal(5,6)",
        "decimal(39,0)",
        "decimal(99999999999,0)",
        "enum",
        "enum(a)",
        "enum('a'",
        "enum('a' 'b')",
        "time(s)",
        "timestamp(h)",
        "timestamp(us,cet)",
        "struct(\"a int32)"
      })
  void what_is_no_type_is_refused(String text) {
    assertThatThrownBy(() -> DataType.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endless_nesting_is_refused() {
    assertThatThrownBy(() -> DataType.parse("list(".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
