package io.tocsin.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamePoolTest {
  private final NamePool pool = new NamePool();

  @ParameterizedTest
  @ValueSource(strings = {"RASH", "", "Guillain-Barré syndrome", "発熱", "é", "𝕏"})
  void aNameIsOneObjectHoweverItIsAskedFor(String name) {
    String known = pool.intern(name);

    assertThat(known).isEqualTo(name);
    assertThat(pool.intern(new String(name.toCharArray()))).isSameAs(known);
    byte[] within = bytes("before" + name + "behind");
    assertThat(pool.intern(within, 6, within.length - 6)).isSameAs(known);
  }

  @Test
  void amongManyNamesEachIsFound() {
    List<String> known = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      known.add(pool.intern("Reaction number " + i));
    }

    for (int i = 0; i < 10_000; i++) {
      assertThat(pool.intern("Reaction number " + i)).isSameAs(known.get(i));
    }
  }

  @ParameterizedTest
  @CsvSource({"abmq, ilcg", "tcet, àhp", "àhp, tcet"})
  void namesOfOneHashAreNotMistaken(String one, String other) {
    assertThat(ByteBlocks.hash(bytes(one))).isEqualTo(ByteBlocks.hash(bytes(other)));

    assertThat(pool.intern(one)).isEqualTo(one);
    assertThat(pool.intern(other)).isEqualTo(other);
    assertThat(pool.intern(one)).isEqualTo(one);
  }

  @Test
  void namesOfAsManyBytesAsAnotherHasLettersAreNotMistaken() {
    assertThat(pool.intern("ab")).isEqualTo("ab");
    assertThat(pool.intern("é")).isEqualTo("é");
    assertThat(pool.intern("ab")).isEqualTo("ab");
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
