package io.tocsin.topology;

import static io.tocsin.topology.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.deadletter.DeadLetter;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.LetterContent;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusalStoriesTest {
  private final Pipeline pipeline = new Pipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void poisonBetweenGoodRecordsIsSetAsideWithItsProvenanceAndStopsNothing() {
    Reports good = report("1").suspect("A").reaction("X");
    LocalDate nextWeek = LocalDate.now(ZoneOffset.UTC).plusDays(7);

    pipeline
        .send(good)
        .sendBytes("2", "{\"report_id\":".getBytes(StandardCharsets.UTF_8))
        .sendBytes("3", pipeline.json(report("4").suspect("A").reaction("X")))
        .sendBytes(null, pipeline.json(report("5").suspect("A").reaction("X")))
        .sendBytes("6", null)
        .send(report("7").received(nextWeek).suspect("A").reaction("X"))
        .send(report("8").suspect("A").reaction("X"))
        .settle();

    List<TestRecord<byte[], byte[]>> dead = pipeline.deadLetters();
    assertThat(dead.stream().map(RefusalStoriesTest::codeOf))
        .containsExactly(
            ErrorCode.MALFORMED_JSON,
            ErrorCode.KEY_MISMATCH,
            ErrorCode.MISSING_KEY,
            ErrorCode.EMPTY_VALUE,
            ErrorCode.FUTURE_DATE);
    assertThat(pipeline.table("A", "X")).containsExactly(2L, 2L, 2L, 2L);
    assertThat(pipeline.account().balances()).isTrue();
  }

  @Test
  void theDeadLetterOfARecordTooLargeForBrokersHoldsItsBeginningAndItsSize() {
    byte[] huge = "x".repeat(5_000_000).getBytes(StandardCharsets.UTF_8);

    pipeline.sendBytes("1", huge);

    TestRecord<byte[], byte[]> dead = pipeline.deadLetters().getFirst();
    assertThat(codeOf(dead)).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(dead.value()).hasSizeLessThan(LetterContent.LARGEST).startsWith('x', 'x');
    assertThat(dead.headers().lastHeader(LetterContent.CUT).value())
        .isEqualTo("key=1 value=5000000 headers=0".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aDeadLetterKeepsTheRecordAndSaysWhereItCameFrom() {
    byte[] poison = "[1, 2]".getBytes(StandardCharsets.UTF_8);

    pipeline.send(report("1").suspect("A").reaction("X")).sendBytes("2", poison);

    TestRecord<byte[], byte[]> dead = pipeline.deadLetters().getFirst();
    assertThat(dead.key()).isEqualTo("2".getBytes(StandardCharsets.UTF_8));
    assertThat(dead.value()).isEqualTo(poison);
    DeadLetter letter = DeadLetter.readFrom(dead.headers()).orElseThrow();
    assertThat(letter.code()).isEqualTo(ErrorCode.NOT_AN_OBJECT);
    assertThat(letter.topic()).isEqualTo("adverse-event-reports");
    assertThat(letter.partition()).isZero();
    assertThat(letter.offset()).isEqualTo(1);
    assertThat(letter.stage()).isEqualTo("report-intake");
    assertThat(letter.message()).isNotBlank();
  }

  private static ErrorCode codeOf(TestRecord<byte[], byte[]> dead) {
    return DeadLetter.readFrom(dead.headers()).orElseThrow().code();
  }
}
