package io.tocsin.reasoning.provider;

import io.tocsin.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key to a provider: always the same, or the one that a file holds now, so that it can be
 * exchanged while the program runs. Never shows it. Thread-safe.
 */
public final class Keys {
  private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  /** What fits into a header; anything else would be shown by the exception that refuses it. */
  private static final Pattern USABLE = Pattern.compile("[\\x21-\\x7e]+");

  private final @Nullable Path file;
  private final LongSupplier nanoTime;
  private Password key;
  private @Nullable Version version;
  private long lookedAt;
  private boolean readable = true;

  private Keys(
      @Nullable Path file, LongSupplier nanoTime, Password key, @Nullable Version version) {
    this.file = file;
    this.nanoTime = nanoTime;
    this.key = key;
    this.version = version;
    this.lookedAt = nanoTime.getAsLong();
  }

  /**
   * Always this key, without the spaces around it.
   *
   * @throws ConfigurationException when it is empty or has characters that no key has
   */
  public static Keys fixed(Password key) {
    String text = key.value().strip();
    if (!USABLE.matcher(text).matches()) {
      throw new ConfigurationException(
          "The provider's key is empty or has spaces or special characters in it: correct it");
    }
    return new Keys(null, System::nanoTime, new Password(text), null);
  }

  /**
   * The key that a file holds, without the spaces around it. It is read again when the file has
   * changed, looked at once a second at most; while it cannot be read, the last key stays.
   *
   * @throws ConfigurationException when there is no such file or no key in it
   */
  public static Keys file(Path file) {
    return file(file, System::nanoTime);
  }

  static Keys file(Path file, LongSupplier nanoTime) {
    try {
      Version version = Version.of(file);
      return new Keys(file, nanoTime, read(file), version);
    } catch (IOException e) {
      throw new ConfigurationException(
          "The file %s holds no usable key of the provider: write the key, and nothing else, into it"
              .formatted(file));
    }
  }

  /** The key to use now. */
  synchronized String current() {
    long now = nanoTime.getAsLong();
    if (file != null && now - lookedAt >= LOOK_NANOS) {
      lookedAt = now;
      refresh(file, false);
    }
    return key.value();
  }

  /** The key in the file, read at once, if it is another than the one that was refused. */
  synchronized @Nullable String otherThan(String refused) {
    if (file != null) {
      lookedAt = nanoTime.getAsLong();
      refresh(file, true);
    }
    return key.value().equals(refused) ? null : key.value();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Keys[" + (file == null ? Password.HIDDEN : file) + "]";
  }

  private void refresh(Path from, boolean always) {
    try {
      Version found = Version.of(from);
      if (always || !found.equals(version)) {
        replace(read(from), from);
        version = found;
      }
      readable = true;
    } catch (IOException e) {
      if (readable) {
        LOG.warn("No usable key of the provider in {}: going on with the last one", from);
      }
      readable = false;
    }
  }

  private void replace(Password found, Path from) {
    if (!found.equals(key)) {
      key = found;
      LOG.info("The provider's key was exchanged for the one now in {}", from);
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException also when there is no usable key in it
   */
  private static Password read(Path file) throws IOException {
    String text = Files.readString(file).strip();
    if (!USABLE.matcher(text).matches()) {
      throw new IOException("no usable key");
    }
    return new Password(text);
  }

  /** What tells a changed file from an unchanged one. */
  private record Version(FileTime modified, long size) {
    static Version of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(attributes.lastModifiedTime(), attributes.size());
    }
  }
}
