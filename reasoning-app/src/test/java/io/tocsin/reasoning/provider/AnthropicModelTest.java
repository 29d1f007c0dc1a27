package io.tocsin.reasoning.provider;

import static io.tocsin.reasoning.provider.Provider.PATIENCE;
import static io.tocsin.reasoning.provider.Provider.PROMPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.provider.ReasoningModel.Answer;
import io.tocsin.servers.ModelServer;
import io.tocsin.servers.Question;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(120)
final class AnthropicModelTest {
  private final ModelServer server = ModelServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aSchemaIsEnforcedByATool() throws Exception {
    server.answer(question -> "{\"narrative\": \"héllo\"}");

    Answer answer = ask(StructuredMode.JSON_SCHEMA);

    assertThat(answer).isEqualTo(new Answer("{\"narrative\":\"héllo\"}", new Tokens(11, 6)));
    Question question = server.requests().getFirst();
    assertThat(question.model()).isEqualTo("model-1");
    assertThat(question.system()).isEqualTo(PROMPT.system());
    assertThat(question.user()).isEqualTo(PROMPT.user());
    assertThat(question.schema()).isEqualTo(WireJson.schema(PROMPT));
    assertThat(question.body().path("max_tokens").asInt()).isEqualTo(500);
    assertThat(question.body().has("temperature")).isFalse();
  }

  @Test
  void theProviderIsNamedInDetections() {
    try (ReasoningModel model = Provider.model(server, ProviderKind.ANTHROPIC)) {
      assertThat(model.name()).isEqualTo("anthropic/model-1");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "JSON_SCHEMA", mode = Mode.EXCLUDE)
  void otherwiseThePromptAloneAsks(StructuredMode mode) throws Exception {
    server.answer(question -> "```\n{\"a\":1}\n```");

    Answer answer = ask(mode);

    assertThat(answer.text()).isEqualTo("{\"a\":1}");
    Question question = server.requests().getFirst();
    assertThat(question.body().has("tools")).isFalse();
    assertThat(question.body().has("tool_choice")).isFalse();
    assertThat(question.system()).startsWith(PROMPT.system()).endsWith(PROMPT.schema());
  }

  @Test
  void wordsInsteadOfTheToolAreHandedOnToBeValidated() throws Exception {
    server.answer(question -> "I would say so.");

    assertThat(ask(StructuredMode.JSON_SCHEMA).text()).isEqualTo("I would say so.");
  }

  @Test
  void aTemperatureIsSentWhenThereIsOne() throws Exception {
    ProviderConfig cold =
        new ProviderConfig(
            ProviderKind.ANTHROPIC,
            Provider.url(server, ProviderKind.ANTHROPIC),
            "model-1",
            StructuredMode.PROMPT_ONLY,
            500,
            0.0,
            Duration.ofSeconds(20));
    try (ReasoningModel model = Models.of(cold, Provider.key())) {
      Answer _ = model.ask(PROMPT, PATIENCE);
    }

    assertThat(server.requests().getFirst().body().path("temperature").isNumber()).isTrue();
  }

  private Answer ask(StructuredMode mode) throws ProviderException, InterruptedException {
    try (ReasoningModel model = Provider.model(server, ProviderKind.ANTHROPIC, mode)) {
      return model.ask(PROMPT, PATIENCE);
    }
  }
}
