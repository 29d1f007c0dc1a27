package io.tocsin.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for the server of a language model, on a loopback port. There is no model behind it:
 * it answers what it was told to. It speaks OpenAI's chat completions and Anthropic's messages as
 * far as one question and one answer go, refuses what they refuse, and can be told to fail in the
 * ways that they fail. Thread-safe.
 */
public final class ModelServer implements AutoCloseable {
  /** The key that is accepted when nothing else was said. */
  public static final String KEY = "local-key-of-no-worth";

  private static final int BACKLOG = 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Map<String, Dialect> DIALECTS =
      Map.of("/v1/chat/completions", new OpenAiDialect(), "/v1/messages", new AnthropicDialect());

  private final ServerSocket door;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Traffic traffic = new Traffic();
  private final Queue<Fault> queued = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Fault standing;
  private volatile Function<Question, String> maker = question -> "{\"answer\":\"yes\"}";
  private volatile Duration latency = Duration.ZERO;
  private volatile Set<String> keys = Set.of(KEY);
  private volatile Gathering gathering = new Gathering(new CountDownLatch(0), PATIENCE);

  private ModelServer(ServerSocket door) {
    this.door = door;
    Future<?> _ = threads.submit(this::accept);
  }

  /** A server on a free port. */
  public static ModelServer start() {
    return start(0);
  }

  /** A server on this port; 0 takes a free one. */
  public static ModelServer start(int port) {
    try {
      return new ModelServer(new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its port. */
  public int port() {
    return door.getLocalPort();
  }

  /** Where clients of OpenAI find it. */
  public String openAiUrl() {
    return anthropicUrl() + "/v1";
  }

  /** Where clients of Anthropic find it. */
  public String anthropicUrl() {
    return "http://127.0.0.1:" + port();
  }

  /** Answers with what this makes of a question. */
  public void answer(Function<Question, String> answers) {
    maker = answers;
  }

  /** Waits so long before any answer or fault. */
  public void latency(Duration time) {
    latency = time;
  }

  /** Accepts these keys alone. */
  public void keys(String... accepted) {
    keys = Set.of(accepted);
  }

  /**
   * Fails the next calls so, one after the other, before what {@link #always} said. A call with a
   * wrong key or a bad request is refused for that and takes no fault.
   */
  public void next(Fault... faults) {
    queued.addAll(Arrays.asList(faults));
  }

  /** Fails all calls so, until {@link #heal}. */
  public void always(Fault fault) {
    standing = fault;
  }

  /** Answers well from now on. */
  public void heal() {
    queued.clear();
    standing = null;
  }

  /** Holds answers back until so many calls wait together, for 20 s at most. */
  public void gather(int calls) {
    gather(calls, PATIENCE);
  }

  /** Holds answers back until so many calls wait together, or the first has waited long enough. */
  public void gather(int calls, Duration patience) {
    gathering = new Gathering(new CountDownLatch(calls), patience);
  }

  /** Calls that arrived, whatever became of them. */
  public long calls() {
    return traffic.calls();
  }

  /** Calls among {@link #requests} with this in the user's text. */
  public long callsOf(String part) {
    return callsOf(question -> question.user().contains(part));
  }

  /** Calls among {@link #requests} that are such. */
  public long callsOf(Predicate<Question> such) {
    return requests().stream().filter(such).count();
  }

  /** Calls that wait for their answer. */
  public int inFlight() {
    return traffic.inFlight();
  }

  /** Most calls that ever waited together. */
  public int maxInFlight() {
    return traffic.maxInFlight();
  }

  /** Calls whose client went before the whole answer was sent. */
  public long closedByClient() {
    return traffic.closedByClient();
  }

  /** The last 2,000 calls that could be read, oldest first. */
  public List<Question> requests() {
    return traffic.requests();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
    threads.close();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        Connection connection = new Connection(socket, threads, this::handle);
        Future<?> _ =
            threads.submit(
                () -> {
                  connection.serve();
                  return null;
                });
      } catch (IOException e) {
        // The door was closed, or a client went while it was let in.
      }
    }
  }

  private void handle(Exchange exchange) {
    try {
      Incoming request = exchange.request();
      Dialect dialect = DIALECTS.get(request.path());
      if (dialect != null && request.method().equals("POST")) {
        traffic.arrived(exchange);
        receive(exchange, dialect);
      } else if (request.path().equals("/v1/models") && request.method().equals("GET")) {
        models(exchange);
      } else {
        Call.fail(exchange, new OpenAiDialect(), Fault.status(404));
      }
    } catch (IOException e) {
      exchange.over().complete(Exchange.End.CLIENT_GONE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void receive(Exchange exchange, Dialect dialect)
      throws IOException, InterruptedException {
    Question question;
    try {
      question = dialect.question(exchange.request(), parse(exchange.request().body()));
    } catch (Dialect.BadRequestException e) {
      Call.fail(exchange, dialect, Fault.status(400).saying(String.valueOf(e.getMessage())));
      return;
    }
    traffic.read(question);
    Call call = new Call(exchange, dialect, question, Long.toString(traffic.calls()));
    if (dialect.admits(exchange.request(), keys)) {
      answer(call);
    } else {
      call.fail(Fault.status(401));
    }
  }

  private void answer(Call call) throws IOException, InterruptedException {
    Fault next = queued.poll();
    Fault fault = next == null ? standing : next;
    gathering.await();
    Thread.sleep(latency);
    if (fault instanceof Fault.Status error) {
      call.fail(error);
      return;
    }
    String text;
    try {
      text = maker.apply(call.question());
    } catch (RuntimeException | AssertionError e) {
      call.fail(Fault.status(500).saying("no answer was made: " + e));
      return;
    }
    if (fault instanceof Fault.Flaw flaw) {
      call.say(text, flaw);
    } else {
      call.say(text);
    }
  }

  private static JsonNode parse(String body) throws Dialect.BadRequestException {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new Dialect.BadRequestException("the body is not JSON");
    }
  }

  private void models(Exchange exchange) throws IOException {
    if (DIALECTS.values().stream().noneMatch(dialect -> dialect.admits(exchange.request(), keys))) {
      Call.fail(exchange, new OpenAiDialect(), Fault.status(401));
      return;
    }
    ObjectNode models = JsonNodeFactory.instance.objectNode();
    models.put("object", "list");
    models.putArray("data").addObject().put("id", "any").put("object", "model");
    Call.send(exchange, 200, Map.of(), models);
  }

  /** Calls that wait for each other. */
  private record Gathering(CountDownLatch missing, Duration patience) {
    void await() throws InterruptedException {
      missing.countDown();
      boolean _ = missing.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }
  }
}
