package io.tocsin.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertWriter;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.ScoredSignalWriter;
import io.tocsin.schemas.signal.SignalExamples;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The hand-written writers write what databind writes, byte for byte. */
class WritersTest {
  private static final int SIGNALS = 2000;
  private static final List<String> TEXTS =
      List.of("", "ASPIRIN", "A|B\\C", "\"quoted\"", "Ä€ 你好", "a\tb\u0001c", "\uD83D\uDC8A", "x/y");

  private final ScoredSignalWriter signals = new ScoredSignalWriter();
  private final Random random = new Random(4);

  @Test
  void examplesAreWrittenAsDatabindWritesThem() {
    for (ScoredSignal signal :
        List.of(SignalExamples.fullSignal(), SignalExamples.minimalSignal())) {
      assertThat(text(Json.write(signal, signals))).isEqualTo(text(Json.write(signal)));
    }
    for (Alert alert : List.of(AlertExamples.fullAlert(), AlertExamples.minimalAlert())) {
      assertThat(text(Json.write(alert, new AlertWriter()))).isEqualTo(text(Json.write(alert)));
    }
  }

  @Test
  void anySignalIsWrittenAsDatabindWritesIt() {
    for (int i = 0; i < SIGNALS; i++) {
      ScoredSignal signal = (ScoredSignal) any(ScoredSignal.class);
      assertThat(text(Json.write(signal, signals))).isEqualTo(text(Json.write(signal)));
    }
  }

  @Test
  void aNumberThatIsNotFiniteIsRefused() {
    ScoredSignal signal = SignalExamples.minimalSignal();
    ScoredSignal broken =
        new ScoredSignal(
            signal.drug(),
            signal.event(),
            null,
            Double.NaN,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            0,
            0,
            0,
            signal.components(),
            0,
            signal.fusionLevel(),
            signal.alertLevel(),
            null,
            signal.cases(),
            "",
            "",
            signal.asOf(),
            signal.scoredAt());

    assertThatThrownBy(() -> Json.write(broken, signals))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN or infinite");
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  /** Any value of a type of the contract. */
  private Object any(Type type) {
    if (type instanceof ParameterizedType generic) {
      return anyCollection(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return anyRecord(plain);
    }
    if (plain.isEnum()) {
      Object[] constants = plain.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    }
    return switch (plain.getSimpleName()) {
      case "String" -> TEXTS.get(random.nextInt(TEXTS.size()));
      case "boolean" -> random.nextBoolean();
      case "int" -> random.nextInt(1000);
      case "long", "Long" -> random.nextLong() >>> (1 + random.nextInt(63));
      case "double", "Double" -> anyDouble();
      case "LocalDate" -> LocalDate.ofEpochDay(random.nextInt(40_000));
      case "Instant" -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(3) * 500_000_000L);
      default -> throw new IllegalArgumentException("no example of a " + plain);
    };
  }

  private double anyDouble() {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> random.nextInt(100);
      case 2 -> random.nextDouble();
      default -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(600) - 300);
    };
  }

  private Object anyCollection(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    int size = random.nextInt(4);
    if (type.getRawType() == List.class) {
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        list.add(any(arguments[0]));
      }
      return list;
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(any(arguments[0]), any(arguments[1]));
    }
    return map;
  }

  private Object anyRecord(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      boolean absent =
          components[i].getAnnotatedType().isAnnotationPresent(Nullable.class)
              && random.nextInt(4) == 0;
      values[i] = absent ? null : any(components[i].getGenericType());
    }
    try {
      var constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a record has its canonical constructor", e);
    }
  }
}
