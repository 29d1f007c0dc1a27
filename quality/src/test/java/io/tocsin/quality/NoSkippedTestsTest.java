package io.tocsin.quality;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.BDDAssumptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** A test that does not run proves nothing, so none may be switched off. */
final class NoSkippedTestsTest {
  @Test
  void noTestIsSwitchedOffInItsSource() throws IOException {
    List<Path> tests = new ArrayList<>();
    for (BuildModule module : BuildModule.all()) {
      tests.add(module.testClasses());
    }

    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(NoSkippedTestsTest.class.getName())
        .should()
        .dependOnClassesThat(
            belongToAnyOf(
                    Disabled.class,
                    Assumptions.class,
                    org.assertj.core.api.Assumptions.class,
                    BDDAssumptions.class,
                    TestAbortedException.class)
                .or(resideInAPackage("org.junit.jupiter.api.condition..")))
        .because("a test that needs more than a fresh machine belongs to the group real-data")
        .check(new ClassFileImporter().importPaths(tests));
  }

  @Test
  void noTestWasSkippedInThisBuild() throws IOException {
    List<String> skipped = new ArrayList<>();
    for (BuildModule module : BuildModule.all()) {
      for (Path report : module.testReports()) {
        if (Files.readString(report).contains("<skipped")) {
          skipped.add(report.toString());
        }
      }
    }

    assertThat(skipped).as("surefire reports with skipped tests").isEmpty();
  }
}
