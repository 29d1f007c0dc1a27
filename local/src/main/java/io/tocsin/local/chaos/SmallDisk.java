package io.tocsin.local.chaos;

import io.tocsin.config.EnvironmentException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of 256 KiB in memory, which can be filled. Mounting takes the rights of root. */
final class SmallDisk implements AutoCloseable {
  private static final String SIZE = "size=256k";
  private static final int BLOCK = 4096;

  private final Path directory;
  private final Path filler;

  private SmallDisk(Path directory) {
    this.directory = directory;
    filler = directory.resolve("filler");
  }

  /** Mounts one at a directory, which is created. */
  static SmallDisk mount(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String refusal =
        Machine.run("mount", "-t", "tmpfs", "-o", SIZE, "tocsin-chaos", directory.toString());
    if (!refusal.isEmpty()) {
      throw new EnvironmentException("No small disk can be mounted: " + refusal);
    }
    return new SmallDisk(directory);
  }

  /** Why none can be mounted; empty when one can. */
  static String refusal(Path scratch) {
    try (SmallDisk disk = mount(scratch.resolve("disk"))) {
      return disk.directory.toFile().getTotalSpace() > 0 ? "" : "it has no space";
    } catch (EnvironmentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Leaves not a byte. */
  void fill() {
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (directory.toFile().getUsableSpace() >= BLOCK) {
        throw new UncheckedIOException(full);
      }
    }
  }

  /** Gives the space back. */
  void free() {
    try {
      Files.deleteIfExists(filler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Machine.run("umount", "-l", directory.toString());
  }
}
