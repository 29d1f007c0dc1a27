package io.tocsin.reasoning.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The rash resolved. | Rash resolved",
        "rash on the arm, fever | Fever; and rash on arm",
        "10mg of \"X\" (daily) | 10 mg X: daily",
        "grew by 1.5 cm | grew 1.5 cm"
      })
  void fillersCaseOrderAndPunctuationDoNotMatter(String one, String other) {
    assertThat(Wording.hash(one)).isEqualTo(Wording.hash(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "it did resolve | it did not resolve",
        "not A, not B | not A, B",
        "took prednisone | took prednisolone",
        "hyperkalaemia | hypokalaemia",
        "related | unrelated",
        "related | related?",
        "before the drug | after the drug",
        "after 2 days | after 20 days",
        "1.5 mg | 15 mg",
        "5 % | 5",
        "rechallenge (+) | rechallenge (-)",
        "K > 6 | K < 6",
        "hepatitis A vaccine | hepatitis vaccine"
      })
  void everyOtherWordAndSignDoes(String one, String other) {
    assertThat(Wording.hash(one)).isNotEqualTo(Wording.hash(other));
  }
}
