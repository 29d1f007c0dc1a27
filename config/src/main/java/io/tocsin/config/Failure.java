package io.tocsin.config;

import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * How a program ends that cannot go on: an exit code and one line for a person.
 *
 * @param exitCode {@link #INTERNAL}, {@link #CONFIGURATION} or {@link #ENVIRONMENT}
 * @param line what is wrong, where, and what to do; never contains a line break
 */
public record Failure(int exitCode, String line) {
  /** Exit code of a failure that neither settings nor surroundings explain. */
  public static final int INTERNAL = 1;

  /** Exit code when the command line or a setting is wrong. */
  public static final int CONFIGURATION = 2;

  /** Exit code when the broker, its topics or a directory are not as they must be. */
  public static final int ENVIRONMENT = 3;

  /** Describes an exception: our own by their message, others by type, message and first cause. */
  public static Failure of(Throwable thrown) {
    Throwable cause = unwrap(thrown);
    return switch (cause) {
      case ConfigurationException wrong -> new Failure(CONFIGURATION, oneLine(text(wrong)));
      case EnvironmentException wrong -> new Failure(ENVIRONMENT, oneLine(text(wrong)));
      default -> new Failure(INTERNAL, oneLine(withOrigin(cause)));
    };
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean wrapper = thrown instanceof ExecutionException || thrown instanceof CompletionException;
    return wrapper && cause != null ? unwrap(cause) : thrown;
  }

  private static String withOrigin(Throwable thrown) {
    Throwable origin = thrown;
    while (origin.getCause() != null) {
      origin = origin.getCause();
    }
    String line = named(thrown);
    return line.contains(text(origin)) ? line : line + ", caused by " + named(origin);
  }

  private static String named(Throwable thrown) {
    String message = thrown.getMessage();
    String type = thrown.getClass().getSimpleName();
    return message == null ? type : type + ": " + message;
  }

  private static String text(Throwable thrown) {
    return Objects.requireNonNullElseGet(
        thrown.getMessage(), () -> thrown.getClass().getSimpleName());
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
