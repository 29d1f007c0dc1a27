package io.tocsin.quality;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which module may know which, and what each of them must not know at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DependencyDirectionTest {
  private static final Set<String> BELOW_LOCAL =
      Set.of(
          "scorer-app",
          "reasoning-app",
          "ingest",
          "batch",
          "topology",
          "scoring",
          "schemas",
          "config",
          "status");

  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("schemas", Set.of()),
          Map.entry("config", Set.of("schemas")),
          Map.entry("status", Set.of("config")),
          Map.entry("scoring", Set.of("schemas")),
          Map.entry("topology", Set.of("scoring", "schemas")),
          Map.entry("scorer-app", Set.of("topology", "scoring", "schemas", "config", "status")),
          Map.entry("test-servers", Set.of()),
          Map.entry("reasoning-app", Set.of("schemas", "config", "status")),
          Map.entry("text-encoder", Set.of("reasoning-app")),
          Map.entry("ingest", Set.of("schemas")),
          Map.entry("batch", Set.of("scoring", "schemas")),
          Map.entry("local", BELOW_LOCAL),
          Map.entry("bench", plus(BELOW_LOCAL, "local", "test-servers", "text-encoder")),
          Map.entry("quality", Set.of()));

  private final Map<String, JavaClasses> classesByModule = new HashMap<>();
  private JavaClasses everything = new ClassFileImporter().importClasses();

  /** Our own classes: JMH writes the loops around its benchmarks, in packages of its own. */
  private final ClassFileImporter ours =
      new ClassFileImporter().withImportOption(place -> !place.contains("/jmh_generated/"));

  @BeforeAll
  void importEveryModule() throws IOException {
    List<Path> all = new ArrayList<>();
    for (BuildModule module : BuildModule.all()) {
      classesByModule.put(module.name(), ours.importPath(module.classes()));
      all.add(module.classes());
    }
    everything = ours.importPaths(all);
  }

  @Test
  void everyModuleHasItsPlaceInTheDirection() {
    assertThat(classesByModule.keySet())
        .as("modules of pom.xml; give a new one its place in MAY_USE")
        .isEqualTo(MAY_USE.keySet());
  }

  @Test
  void modulesDependInOneDirection() {
    Map<String, String> moduleOfClass = new HashMap<>();
    classesByModule.forEach(
        (module, classes) -> classes.forEach(type -> moduleOfClass.put(type.getName(), module)));

    Set<String> violations = new TreeSet<>();
    classesByModule.forEach(
        (module, classes) ->
            classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .forEach(
                    dependency -> {
                      String used =
                          moduleOfClass.getOrDefault(
                              dependency.getTargetClass().getBaseComponentType().getName(), module);
                      if (!used.equals(module)
                          && !MAY_USE.getOrDefault(module, Set.of()).contains(used)) {
                        violations.add(
                            module + " must not use " + used + ": " + dependency.getDescription());
                      }
                    }));

    assertThat(violations).isEmpty();
  }

  @Test
  void aPackageBelongsToOneModule() {
    Map<String, Set<String>> modulesOfPackage = new HashMap<>();
    classesByModule.forEach(
        (module, classes) ->
            classes.forEach(
                type ->
                    modulesOfPackage
                        .computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                        .add(module)));

    modulesOfPackage.values().removeIf(modules -> modules.size() == 1);

    assertThat(modulesOfPackage).as("packages split between modules").isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.tocsin.(**)").should().beFreeOfCycles().check(everything);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked =
        everything.stream()
            .map(JavaClass::getPackage)
            .filter(
                in ->
                    in.tryGetPackageInfo()
                        .map(info -> !info.isAnnotatedWith(NullMarked.class))
                        .orElse(true))
            .map(in -> in.getName())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(unmarked).as("packages without a @NullMarked package-info.java").isEmpty();
  }

  @Test
  void scoringIsPureArithmetic() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.apache.kafka..", "java.nio.file..", "java.net.."))
        .orShould()
        .callMethodWhere(readsTheClock())
        .because("scoring knows no Kafka, no clock and no I/O: the same input, the same score")
        .check(classes("scoring"));
  }

  @Test
  void topologyKnowsNoHttpNoMetricsLibraryAndNoEnvironment() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.net.http..", "com.sun.net.httpserver..", "io.helidon..", "io.micrometer.."))
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo(System.class))).and(target(nameMatching("getenv"))))
        .because("the topology is a function of its configuration; scorer-app runs it")
        .check(classes("topology"));
  }

  @Test
  void topologyHasNoMain() {
    noMethods()
        .should()
        .haveName("main")
        .because("scorer-app runs the topology")
        .check(classes("topology"));
  }

  @Test
  void appsContainNoStatistics() {
    for (String app : List.of("scorer-app", "reasoning-app")) {
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.tocsin.scoring.*..", "org.apache.commons.math3.."))
          .orShould()
          .callMethodWhere(
              target(owner(assignableTo(Math.class)))
                  .and(target(nameMatching("log|log10|log1p|exp|expm1|pow|sqrt|cbrt"))))
          .because("an app meets scoring at its door, io.tocsin.scoring, and computes nothing")
          .check(classes(app));
    }
  }

  private static DescribedPredicate<JavaCall<?>> readsTheClock() {
    return DescribedPredicate.describe(
        "reads the clock",
        call ->
            call.getName().matches("currentTimeMillis|nanoTime")
                || (call.getName().equals("now")
                    && call.getTargetOwner().getPackageName().equals("java.time")));
  }

  private static Set<String> plus(Set<String> modules, String... others) {
    return Stream.concat(modules.stream(), Stream.of(others)).collect(Collectors.toSet());
  }

  private JavaClasses classes(String module) {
    return classesByModule.getOrDefault(module, new ClassFileImporter().importClasses());
  }
}
