package io.tocsin.status.logs;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.Console;
import java.net.URL;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sets a program's log format, on standard error, once at its start. A configuration of one's own
 * is named with the system property {@code logback.configurationFile} and left alone.
 */
public final class Logs {
  private Logs() {}

  /**
   * Configures logging.
   *
   * @param format {@code json}, {@code text}, {@code auto}: text on a terminal, JSON elsewhere; or
   *     {@code quiet}: warnings as text, for verbs that print an answer
   */
  public static void configure(String format) {
    if (System.getProperty("logback.configurationFile") == null
        && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      configure(context, format.equals("auto") ? automatic() : format);
    }
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  static void configure(LoggerContext context, String format) {
    String name = format + ".xml";
    URL configuration =
        Objects.requireNonNull(Logs.class.getResource(name), () -> "no log format " + format);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    context.reset();
    try {
      configurator.doConfigure(configuration);
    } catch (JoranException e) {
      throw new IllegalStateException("log configuration " + name + " is broken", e);
    }
  }

  private static String automatic() {
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return terminal ? "text" : "json";
  }
}
