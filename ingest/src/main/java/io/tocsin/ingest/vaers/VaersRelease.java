package io.tocsin.ingest.vaers;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a release, found in zip archives, directories (with their subdirectories and the
 * archives in them) and single files, put together by year. Archives stay open until it is closed.
 */
final class VaersRelease implements AutoCloseable {
  /** The three files of a year. */
  enum Kind {
    DATA,
    VAX,
    SYMPTOMS
  }

  /**
   * One year, or the reports from abroad.
   *
   * @param name such as {@code 1998} or {@code NonDomestic}
   */
  record Part(String name, Path data, Path vax, Path symptoms) {}

  private static final Pattern FILE_NAME =
      Pattern.compile(
          "(\\d{4}|NonDomestic)VAERS(DATA|VAX|SYMPTOMS)\\.csv", Pattern.CASE_INSENSITIVE);

  private final List<FileSystem> archives = new ArrayList<>();
  private final Map<String, Map<Kind, Path>> found = new TreeMap<>();

  private VaersRelease() {}

  /**
   * Finds the files.
   *
   * @throws IOException when a path does not exist or holds no files of a release, or a year lacks
   *     one of its three files
   */
  static VaersRelease open(List<Path> paths) throws IOException {
    VaersRelease release = new VaersRelease();
    try {
      for (Path path : paths) {
        release.addRequired(path);
      }
      release.parts();
      return release;
    } catch (IOException | RuntimeException e) {
      release.close();
      throw e;
    }
  }

  /** The years in their order, the reports from abroad last. */
  List<Part> parts() throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<String, Map<Kind, Path>> entry : found.entrySet()) {
      Map<Kind, Path> files = entry.getValue();
      String name = entry.getKey().substring(0, entry.getKey().indexOf('@'));
      parts.add(
          new Part(
              name,
              required(name, Kind.DATA, files),
              required(name, Kind.VAX, files),
              required(name, Kind.SYMPTOMS, files)));
    }
    return parts;
  }

  @Override
  public void close() throws IOException {
    for (FileSystem archive : archives) {
      archive.close();
    }
  }

  private void addRequired(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path + " does not exist");
    }
    if (add(path) == 0) {
      throw new IOException(
          path
              + " holds no files of a VAERS release; expected names such as 1998VAERSDATA.csv, "
              + "1998VAERSVAX.csv and 1998VAERSSYMPTOMS.csv, or a zip archive of them");
    }
  }

  /** Adds the tables under a path and returns how many there were. */
  private int add(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      int tables = 0;
      try (Stream<Path> inside = Files.walk(path)) {
        for (Path file : inside.filter(Files::isRegularFile).sorted().toList()) {
          tables += add(file);
        }
      }
      return tables;
    }
    if (fileName(path).toLowerCase(Locale.ROOT).endsWith(".zip")) {
      return addArchive(path);
    }
    return addTable(path);
  }

  private int addArchive(Path path) throws IOException {
    FileSystem archive = open(path);
    archives.add(archive);
    int tables = 0;
    for (Path root : archive.getRootDirectories()) {
      tables += add(root);
    }
    return tables;
  }

  private static FileSystem open(Path archive) throws IOException {
    try {
      return FileSystems.newFileSystem(archive);
    } catch (IOException | ProviderNotFoundException e) {
      throw new IOException(
          archive + " cannot be opened as a zip archive (" + e.getMessage() + "); fetch it again",
          e);
    }
  }

  private int addTable(Path path) {
    Matcher name = FILE_NAME.matcher(fileName(path));
    if (!name.matches()) {
      return 0;
    }
    String year = name.group(1);
    Kind kind = Kind.valueOf(name.group(2).toUpperCase(Locale.ROOT));
    Path directory = path.toAbsolutePath().normalize().getParent();
    String key = year + "@" + path.getFileSystem() + directory;
    found.computeIfAbsent(key, _ -> new EnumMap<>(Kind.class)).put(kind, path);
    return 1;
  }

  private static String fileName(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private static Path required(String part, Kind kind, Map<Kind, Path> files) throws IOException {
    Path path = files.get(kind);
    if (path == null) {
      Path present = files.values().iterator().next();
      throw new NoSuchFileException(
          part + "VAERS" + kind + ".csv is missing beside " + present + "; give all three files");
    }
    return path;
  }
}
