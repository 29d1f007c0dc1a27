package io.tocsin.reasoning.provider;

import static io.tocsin.reasoning.provider.Provider.PATIENCE;
import static io.tocsin.reasoning.provider.Provider.PROMPT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
final class OpenAiModelTest {
  private final ModelServer server = ModelServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theQuestionArrivesAndTheAnswerComesBack() throws Exception {
    server.answer(question -> "{\"narrative\":\"héllo\"}");

    Answer answer = ask(ProviderKind.OPENAI, StructuredMode.JSON_SCHEMA);

    assertThat(answer).isEqualTo(new Answer("{\"narrative\":\"héllo\"}", new Tokens(11, 6)));
    Question question = server.requests().getFirst();
    assertThat(question.model()).isEqualTo("model-1");
    assertThat(question.system()).isEqualTo(PROMPT.system());
    assertThat(question.user()).isEqualTo(PROMPT.user());
    assertThat(question.schema()).isEqualTo(WireJson.schema(PROMPT));
    assertThat(question.body().at("/response_format/json_schema/strict").asBoolean()).isTrue();
  }

  @Test
  void theProviderIsNamedInDetections() {
    try (ReasoningModel model = Provider.model(server, ProviderKind.OPENAI)) {
      assertThat(model.name()).isEqualTo("openai/model-1");
    }
  }

  @Test
  void aJsonObjectIsAskedForWithTheSchemaInThePrompt() throws Exception {
    Answer _ = ask(ProviderKind.OPENAI, StructuredMode.JSON_OBJECT);

    Question question = server.requests().getFirst();
    assertThat(question.body().at("/response_format/type").asText()).isEqualTo("json_object");
    assertThat(question.schema()).isNull();
    assertThat(question.system()).startsWith(PROMPT.system()).endsWith(PROMPT.schema());
  }

  @Test
  void withoutStructureThePromptAloneAsks() throws Exception {
    Answer _ = ask(ProviderKind.OPENAI, StructuredMode.PROMPT_ONLY);

    Question question = server.requests().getFirst();
    assertThat(question.body().has("response_format")).isFalse();
    assertThat(question.system()).startsWith(PROMPT.system()).endsWith(PROMPT.schema());
  }

  @Test
  void theLimitOfTokensHasTheNameThatTheServerKnows() throws Exception {
    Answer _ = ask(ProviderKind.OPENAI, StructuredMode.JSON_SCHEMA);
    Answer _ = ask(ProviderKind.OPENAI_COMPATIBLE, StructuredMode.JSON_SCHEMA);

    JsonNode atOpenAi = server.requests().getFirst().body();
    assertThat(atOpenAi.path("max_completion_tokens").asInt()).isEqualTo(500);
    assertThat(atOpenAi.has("max_tokens")).isFalse();
    JsonNode elsewhere = server.requests().getLast().body();
    assertThat(elsewhere.path("max_tokens").asInt()).isEqualTo(500);
    assertThat(elsewhere.has("max_completion_tokens")).isFalse();
  }

  @Test
  void aTemperatureIsSentOnlyWhenThereIsOne() throws Exception {
    ProviderConfig warm =
        new ProviderConfig(
            ProviderKind.OPENAI,
            Provider.url(server, ProviderKind.OPENAI),
            "model-1",
            StructuredMode.JSON_SCHEMA,
            500,
            0.5,
            Duration.ofSeconds(20));
    try (ReasoningModel model = Models.of(warm, Provider.key())) {
      Answer _ = model.ask(PROMPT, PATIENCE);
    }
    Answer _ = ask(ProviderKind.OPENAI, StructuredMode.JSON_SCHEMA);

    assertThat(server.requests().getFirst().body().path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(server.requests().getLast().body().has("temperature")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = "JSON_SCHEMA", mode = Mode.EXCLUDE)
  void aFenceIsTakenOffWhereTheProviderEnforcesNothing(StructuredMode mode) throws Exception {
    server.answer(question -> "```json\n{\"a\":1}\n```");

    assertThat(ask(ProviderKind.OPENAI, mode).text()).isEqualTo("{\"a\":1}");
  }

  @Test
  void anEnforcedAnswerIsTakenAsItIs() throws Exception {
    server.answer(question -> "```json\n{\"a\":1}\n```");

    assertThat(ask(ProviderKind.OPENAI, StructuredMode.JSON_SCHEMA).text()).startsWith("```");
  }

  private Answer ask(ProviderKind kind, StructuredMode mode)
      throws ProviderException, InterruptedException {
    try (ReasoningModel model = Provider.model(server, kind, mode)) {
      return model.ask(PROMPT, PATIENCE);
    }
  }
}
