package io.tocsin.reasoning.provider;

import static io.tocsin.reasoning.provider.Provider.PATIENCE;
import static io.tocsin.reasoning.provider.Provider.PROMPT;
import static io.tocsin.reasoning.provider.Provider.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.ConfigurationException;
import io.tocsin.reasoning.provider.ProviderException.Kind;
import io.tocsin.servers.ModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class KeysTest {
  private final ModelServer server = ModelServer.start();
  private final AtomicLong nanos = new AtomicLong();
  private final Path file;

  KeysTest(@TempDir Path directory) {
    file = directory.resolve("key");
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(file, "first-key\n");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aFileIsReadAgainWhenItHasChangedButNotBeforeASecondHasPassed() throws IOException {
    Keys keys = Keys.file(file, nanos::get);
    assertThat(keys.current()).isEqualTo("first-key");

    Files.writeString(file, "  the-second-key\n");
    assertThat(keys.current()).isEqualTo("first-key");

    pass(Duration.ofSeconds(1));
    assertThat(keys.current()).isEqualTo("the-second-key");
  }

  @Test
  void aKeyOfTheSameLengthIsNoticedByTheTimeOfTheFile() throws IOException {
    Keys keys = Keys.file(file, nanos::get);

    Files.writeString(file, "other-key\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
    pass(Duration.ofSeconds(1));

    assertThat(keys.current()).isEqualTo("other-key");
  }

  @Test
  void whileTheFileHoldsNoKeyTheLastOneStays() throws IOException {
    Keys keys = Keys.file(file, nanos::get);

    Files.writeString(file, "");
    pass(Duration.ofSeconds(1));
    assertThat(keys.current()).isEqualTo("first-key");

    Files.delete(file);
    pass(Duration.ofSeconds(1));
    assertThat(keys.current()).isEqualTo("first-key");
    assertThat(keys.otherThan("first-key")).isNull();

    Files.writeString(file, "found-again");
    pass(Duration.ofSeconds(1));
    assertThat(keys.current()).isEqualTo("found-again");
  }

  @Test
  void aRefusedKeyIsLookedForAtOnce() throws IOException {
    Keys keys = Keys.file(file, nanos::get);
    assertThat(keys.otherThan("first-key")).isNull();

    Files.writeString(file, "second-key");

    assertThat(keys.otherThan("first-key")).isEqualTo("second-key");
    assertThat(keys.current()).isEqualTo("second-key");
  }

  @Test
  void whoeverUsedAnOlderKeyIsGivenTheOneThatOthersFound() throws IOException {
    Keys keys = Keys.file(file, nanos::get);
    Files.writeString(file, "second-key");

    assertThat(keys.otherThan("first-key")).isEqualTo("second-key");
    assertThat(keys.otherThan("first-key")).isEqualTo("second-key");
    assertThat(keys.otherThan("second-key")).isNull();
  }

  @Test
  void aFixedKeyIsTheOnlyOne() {
    Keys keys = Keys.fixed(new Password(" fixed-key\n"));

    assertThat(keys.current()).isEqualTo("fixed-key");
    assertThat(keys.otherThan("fixed-key")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "two words", "two\nlines", "schlüssel"})
  void whatCannotBeAKeyIsRefusedWithoutBeingShown(String text) throws IOException {
    Files.writeString(file, text);

    assertThatThrownBy(() -> Keys.fixed(new Password(text)))
        .isInstanceOf(ConfigurationException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("two", "schl"));
    assertThatThrownBy(() -> Keys.file(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.toString())
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("two", "schl"));
  }

  @Test
  void aMissingFileIsRefused() {
    assertThatThrownBy(() -> Keys.file(file.resolveSibling("nothing")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nothing");
  }

  @Test
  void keysAreNeverShown() {
    assertThat(Keys.file(file).toString()).doesNotContain("first-key");
    assertThat(Keys.fixed(new Password("fixed-key")).toString()).doesNotContain("fixed-key");
  }

  @ParameterizedTest
  @EnumSource(ProviderKind.class)
  void anExchangedKeyIsUsedWithoutARestart(ProviderKind kind) throws Exception {
    server.keys("second-key");
    try (ReasoningModel model = model(kind, Keys.file(file, nanos::get))) {
      Files.writeString(file, "second-key");

      assertThat(model.ask(PROMPT, PATIENCE).text()).isNotEmpty();
      assertThat(server.calls()).as("with the first and with the second key").isEqualTo(2);

      assertThat(model.ask(PROMPT, PATIENCE).text()).isNotEmpty();
      assertThat(server.calls()).isEqualTo(3);
    }
  }

  @Test
  void aKeyThatStaysRefusedIsNotTriedTwice() {
    server.keys("second-key");
    try (ReasoningModel model = model(ProviderKind.OPENAI, Keys.file(file, nanos::get))) {
      assertThat(failure(model).kind()).isEqualTo(Kind.UNAUTHORIZED);
      assertThat(server.calls()).isEqualTo(1);
    }
  }

  @Test
  void anExchangedKeyThatIsRefusedTooIsTheEnd() throws IOException {
    server.keys("third-key");
    try (ReasoningModel model = model(ProviderKind.OPENAI, Keys.file(file, nanos::get))) {
      Files.writeString(file, "second-key");

      assertThat(failure(model).kind()).isEqualTo(Kind.UNAUTHORIZED);
      assertThat(server.calls()).isEqualTo(2);
    }
  }

  private ReasoningModel model(ProviderKind kind, Keys keys) {
    return Models.of(Provider.config(server, kind, StructuredMode.JSON_SCHEMA), keys);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
