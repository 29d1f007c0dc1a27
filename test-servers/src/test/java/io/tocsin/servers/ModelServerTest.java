package io.tocsin.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class ModelServerTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String CHAT =
      """
      {"model":"m","messages":[{"role":"system","content":"Be brief, in JSON."},
       {"role":"user","content":"Is it so?"}]}\
      """;
  private static final String MESSAGES =
      """
      {"model":"m","max_tokens":100,"system":"Be brief.",
       "messages":[{"role":"user","content":[{"type":"text","text":"Is it so?"}]}]}\
      """;
  private static final String TOOL =
      """
      ,"tools":[{"name":"t","input_schema":{"type":"object"}}],
       "tool_choice":{"type":"tool","name":"t"}}\
      """;

  private final ModelServer server = ModelServer.start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.shutdownNow();
    client.close();
    server.close();
  }

  @Test
  void anOpenAiClientGetsACompletion() throws Exception {
    server.answer(question -> question.model() + ": " + question.user());

    HttpResponse<String> answer = chat(CHAT);

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode body = MAPPER.readTree(answer.body());
    assertThat(body.path("object").asText()).isEqualTo("chat.completion");
    assertThat(body.at("/choices/0/message/content").asText()).isEqualTo("m: Is it so?");
    assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(body.at("/usage/prompt_tokens").asLong()).isEqualTo(7);
    assertThat(body.at("/usage/completion_tokens").asLong()).isEqualTo(3);
    assertThat(body.at("/usage/total_tokens").asLong()).isEqualTo(10);
  }

  @Test
  void anAnthropicClientGetsAMessage() throws Exception {
    server.answer(question -> question.system() + " " + question.user());

    JsonNode body = MAPPER.readTree(messages(MESSAGES).body());

    assertThat(body.path("type").asText()).isEqualTo("message");
    assertThat(body.at("/content/0/text").asText()).isEqualTo("Be brief. Is it so?");
    assertThat(body.path("stop_reason").asText()).isEqualTo("end_turn");
    assertThat(body.at("/usage/input_tokens").asLong()).isEqualTo(5);
    assertThat(body.at("/usage/output_tokens").asLong()).isEqualTo(5);
  }

  @Test
  void aToolThatMustBeUsedIsUsed() throws Exception {
    JsonNode body = MAPPER.readTree(messages(withTool()).body());

    assertThat(body.at("/content/0/type").asText()).isEqualTo("tool_use");
    assertThat(body.at("/content/0/name").asText()).isEqualTo("t");
    assertThat(body.at("/content/0/input")).isEqualTo(MAPPER.readTree("{\"answer\":\"yes\"}"));
    assertThat(body.path("stop_reason").asText()).isEqualTo("tool_use");
    assertThat(server.requests().getFirst().schema())
        .isEqualTo(MAPPER.readTree("{\"type\":\"object\"}"));
  }

  @Test
  void aToolIsNotUsedWithWordsThatAreNoObject() throws Exception {
    server.answer(question -> "[1]");

    JsonNode body = MAPPER.readTree(messages(withTool()).body());

    assertThat(body.at("/content/0/text").asText()).isEqualTo("[1]");
  }

  @Test
  void aSchemaOfResponsesIsRead() throws Exception {
    chat(
        CHAT.replace(
            "\"model\"",
            """
            "response_format":{"type":"json_schema","json_schema":
              {"name":"n","strict":true,"schema":{"type":"object"}}},"model\"\
            """));

    assertThat(server.requests().getFirst().schema())
        .isEqualTo(MAPPER.readTree("{\"type\":\"object\"}"));
  }

  @Test
  void aJsonObjectMustBeAskedForInWordsToo() throws Exception {
    String json =
        CHAT.replace("\"model\"", "\"response_format\":{\"type\":\"json_object\"},\"model\"");

    assertThat(chat(json).statusCode()).isEqualTo(200);
    assertThat(chat(json.replace("in JSON", "please")).statusCode()).isEqualTo(400);
  }

  @Test
  void whatTheProvidersWouldRefuseIsRefused() throws Exception {
    assertThat(chat("{").statusCode()).isEqualTo(400);
    assertThat(chat("{\"model\":\"m\"}").statusCode()).isEqualTo(400);
    assertThat(chat("{\"messages\":[]}").statusCode()).isEqualTo(400);
    assertThat(messages(MESSAGES.replace("max_tokens", "max")).statusCode()).isEqualTo(400);
    assertThat(post("/v1/messages", MESSAGES, "x-api-key", ModelServer.KEY).statusCode())
        .as("without a version")
        .isEqualTo(400);
    assertThat(post("/v1/nowhere", CHAT).statusCode()).isEqualTo(404);
    assertThat(server.calls()).isEqualTo(5);
  }

  @Test
  void onlyItsKeysAreAccepted() throws Exception {
    server.keys("one", "two");

    assertThat(chat(CHAT).statusCode()).isEqualTo(401);
    assertThat(messages(MESSAGES).statusCode()).isEqualTo(401);
    assertThat(post("/v1/chat/completions", CHAT, "Authorization", "Bearer two").statusCode())
        .isEqualTo(200);
    assertThat(server.calls()).isEqualTo(3);
  }

  @Test
  void modelsAreListedForWhoeverHasAKey() throws Exception {
    URI models = URI.create(server.openAiUrl() + "/models");

    HttpResponse<String> refused =
        client.send(HttpRequest.newBuilder(models).build(), BodyHandlers.ofString());
    HttpResponse<String> listed =
        client.send(
            HttpRequest.newBuilder(models).header("x-api-key", ModelServer.KEY).build(),
            BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(MAPPER.readTree(listed.body()).path("object").asText()).isEqualTo("list");
    assertThat(server.calls()).isZero();
  }

  @Test
  void queuedFaultsComeBeforeTheStandingOneUntilAllIsHealed() throws Exception {
    server.always(Fault.status(503));
    server.next(Fault.throttled("Retry-After", "7"), Fault.status(529));

    HttpResponse<String> first = chat(CHAT);

    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("retry-after")).contains("7");
    assertThat(messages(MESSAGES).body()).contains("\"type\":\"overloaded_error\"");
    assertThat(chat(CHAT).statusCode()).isEqualTo(503);
    assertThat(chat(CHAT).statusCode()).isEqualTo(503);

    server.next(Fault.status(500));
    server.heal();

    assertThat(chat(CHAT).statusCode()).isEqualTo(200);
  }

  @Test
  void errorsAreWordedAsTheProvidersWordThem() throws Exception {
    server.next(Fault.quotaSpent(), Fault.quotaSpent(), Fault.status(402));

    assertThat(MAPPER.readTree(chat(CHAT).body()).at("/error/type").asText())
        .isEqualTo("insufficient_quota");
    assertThat(MAPPER.readTree(messages(MESSAGES).body()).at("/error/details/error_code").asText())
        .isEqualTo("insufficient_quota");
    assertThat(MAPPER.readTree(messages(MESSAGES).body()))
        .isEqualTo(
            MAPPER.readTree(
                """
                {"type":"error","error":{"type":"billing_error",
                 "message":"The server was told to fail so."}}\
                """));
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "TRUNCATED_BODY"})
  void aBrokenConnectionIsNoAnswerAndNoClientThatLeft(Fault.Flaw flaw) throws Exception {
    server.next(flaw);

    assertThatThrownBy(() -> chat(CHAT)).isInstanceOf(IOException.class);
    assertThat(chat(CHAT).statusCode()).isEqualTo(200);
    assertThat(server.calls()).isEqualTo(2);
    assertThat(server.closedByClient()).isZero();
    assertThat(server.inFlight()).isZero();
  }

  @Test
  void badAnswersAreGivenOnDemand() throws Exception {
    server.next(Fault.Flaw.EMPTY, Fault.Flaw.CUT_OFF, Fault.Flaw.DECLINED, Fault.Flaw.PROSE);
    assertThat(chat(CHAT).body()).contains("\"content\":\"\"");
    assertThat(chat(CHAT).body()).contains("\"finish_reason\":\"length\"");
    assertThat(chat(CHAT).body()).contains("\"refusal\":\"I cannot", "\"content\":null");
    assertThat(chat(CHAT).body()).contains("\"content\":\"It may well be");

    server.next(Fault.Flaw.EMPTY, Fault.Flaw.CUT_OFF, Fault.Flaw.DECLINED, Fault.Flaw.HTML);
    assertThat(messages(MESSAGES).body()).contains("\"content\":[]");
    assertThat(messages(MESSAGES).body()).contains("\"stop_reason\":\"max_tokens\"");
    assertThat(messages(MESSAGES).body()).contains("\"stop_reason\":\"refusal\"");
    assertThat(messages(MESSAGES).body()).startsWith("<!DOCTYPE html>");
  }

  @Test
  void anAnswerThatCannotBeMadeIsAnError() throws Exception {
    server.answer(
        question -> {
          throw new IllegalStateException("no idea");
        });

    HttpResponse<String> answer = chat(CHAT);

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("no idea");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SILENCE", "SLOW_BODY"})
  void aClientThatLeavesIsCounted(String flaw) throws Exception {
    server.next(Fault.Flaw.valueOf(flaw));

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      ask(socket);
      await(() -> server.inFlight() == 1);
      assertThat(server.closedByClient()).isZero();
    }

    await(() -> server.closedByClient() == 1);
    assertThat(server.inFlight()).isZero();
  }

  @Test
  void aClientThatLeavesDuringTheLatencyIsCounted() throws Exception {
    server.latency(Duration.ofHours(1));

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      ask(socket);
      await(() -> server.inFlight() == 1);
    }

    await(() -> server.closedByClient() == 1);
  }

  @Test
  void aClientThatLeavesAfterItsAnswerIsNot() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      ask(socket);
      await(() -> server.inFlight() == 0 && server.calls() == 1);
      socket.shutdownOutput();

      byte[] all = socket.getInputStream().readAllBytes();

      assertThat(new String(all, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200");
      assertThat(server.closedByClient()).isZero();
    }
  }

  @Test
  void fourHundredCallsAreAnsweredTogether() {
    server.gather(400, Duration.ofSeconds(100));
    server.latency(Duration.ofMillis(200));
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      answers.add(client.sendAsync(chatRequest(CHAT), BodyHandlers.ofString()));
    }

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    assertThat(server.maxInFlight()).isEqualTo(400);
    assertThat(server.inFlight()).isZero();
  }

  @Test
  void aGatheringThatNeverComesTogetherEnds() throws Exception {
    server.gather(2, Duration.ofMillis(10));

    assertThat(chat(CHAT).statusCode()).isEqualTo(200);
    assertThat(server.maxInFlight()).isEqualTo(1);
  }

  @Test
  void callsAreCountedByWhatTheyAsk() throws Exception {
    chat(CHAT);
    chat(CHAT.replace("Is it so?", "Why?"));
    messages(MESSAGES);

    assertThat(server.callsOf("Is it so?")).isEqualTo(2);
    assertThat(server.callsOf(question -> question.user().equals("Why?"))).isEqualTo(1);
  }

  private static String withTool() {
    return MESSAGES.substring(0, MESSAGES.lastIndexOf('}')) + TOOL;
  }

  private static void ask(Socket socket) throws IOException {
    String head =
        "POST /v1/chat/completions HTTP/1.1\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(ModelServer.KEY, CHAT.length());
    socket.getOutputStream().write((head + CHAT).getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> chat(String body) throws IOException, InterruptedException {
    return client.send(chatRequest(body), BodyHandlers.ofString());
  }

  private HttpRequest chatRequest(String body) {
    return request("/v1/chat/completions", body, "Authorization", "Bearer " + ModelServer.KEY);
  }

  private HttpResponse<String> messages(String body) throws IOException, InterruptedException {
    return post(
        "/v1/messages", body, "x-api-key", ModelServer.KEY, "anthropic-version", "2023-06-01");
  }

  private HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return client.send(request(path, body, headers), BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.anthropicUrl() + path))
            .POST(BodyPublishers.ofString(body));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(5);
    }
  }
}
