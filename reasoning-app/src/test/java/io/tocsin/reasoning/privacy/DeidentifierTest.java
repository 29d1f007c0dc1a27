package io.tocsin.reasoning.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeidentifierTest {
  static final List<String> NAMES = OrdinaryNames.all();

  /** Stretches that patterns could try again and again. */
  static final List<String> HOSTILE =
      List.of(
          "a",
          "1",
          "0 1",
          " ",
          ".",
          "a@",
          "a.",
          "1.",
          "1-",
          "12 A ",
          "Mr A",
          "J. R. ",
          "van ",
          "Dr Dr ",
          "reported by ",
          "1 A. A A",
          "1 rue ",
          "12 Mar ",
          "1999-",
          "mrn a/a/",
          "tel 1(1)1",
          "a (at) a",
          "a:",
          "a::a",
          "ninety ",
          "\u202E");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          Write to jane.doe+vaers@example.org now        ; Write to [EMAIL] now
          jane (at) example.org                          ; [EMAIL]
          seen at https://bob:pw@example.org/~bob today  ; seen at [URL] today
          www.example.org/users/bob                      ; [URL]
          sent from 192.168.17.4                         ; sent from [IP]
          sent from 2001:db8::ff00:42:8329               ; sent from [IP]
          sent from fe80:0:0:0:202:b3ff:fe1e:8329        ; sent from [IP]
          born 1954-03-12, male                          ; born [DATE 1954], male
          born 3/12/1954                                 ; born [DATE 1954]
          born 12.03.1954                                ; born [DATE 1954]
          born 12.03.54                                  ; born [DATE]
          born 3/12/54                                   ; born [DATE]
          born 19540312 in the south                     ; born [DATE 1954] in the south
          on 12 March 1954                               ; on [DATE 1954]
          on March 12th, 1954                            ; on [DATE 1954]
          on 12-MAR-1954                                 ; on [DATE 1954]
          on 12Mar1954                                   ; on [DATE 1954]
          am 12. März 1954                               ; am [DATE 1954]
          le 3 février 1954                              ; le [DATE 1954]
          el 3 de enero de 1954                          ; el [DATE 1954]
          in March 1954                                  ; in [DATE 1954]
          dose on 12 March and again on April 2          ; dose on [DATE] and again on [DATE]
          a 93-year-old woman                            ; a [AGE >89]-year-old woman
          a 93 y/o woman                                 ; a [AGE >89] y/o woman
          a woman of 101 years of age                    ; a woman of [AGE >89] years of age
          aged 90, otherwise well                        ; aged [AGE >89], otherwise well
          a ninety-one-year-old man                      ; a [AGE >89]-year-old man
          eine 95-jährige Patientin                      ; eine [AGE >89]-jährige Patientin
          SSN 123-45-6789                                ; SSN [ID]
          the number 123-45-6789 was given               ; the number [ID] was given
          NHS number: 943 476 5919                       ; NHS number: [ID]
          943 476 5919                                   ; [ID]
          NI number QQ 12 34 56 C                        ; NI number [ID]
          she is AB123456C                               ; she is [ID]
          MRN: 00123-A77. Admitted                       ; MRN: [ID]. Admitted
          medical record no. 55/1234                     ; medical record no. [ID]
          case no. 2019-0042                             ; case no. [ID]
          patient id is X4711                            ; patient id is [ID]
          Versichertennummer A123456789                  ; Versichertennummer [ID]
          call +1 (555) 123-4567 at once                 ; call [PHONE] at once
          call (555) 123-4567 at once                    ; call [PHONE] at once
          call 555-123-4567                              ; call [PHONE]
          Tel.: 030 / 12 34 56                           ; Tel.: [PHONE]
          ring 030 1234567 later                         ; ring [PHONE] later
          0049 30 1234567                                ; [PHONE]
          account 1234567890123                          ; account [NUMBER]
          lives at 12 High Street, London SW1A 1AA       ; lives at [ADDRESS]
          lives at 1600 Old Mill Rd.                     ; lives at [ADDRESS]
          wohnt Hauptstraße 12                           ; wohnt [ADDRESS]
          habite 12 rue de la Paix                       ; habite [ADDRESS]
          vive en Calle Mayor 5                          ; vive en [ADDRESS]
          write to P.O. Box 123                          ; write to [ADDRESS]
          postcode SW1A 1AA                              ; postcode [POSTCODE]
          PLZ 10115                                      ; PLZ [POSTCODE]
          from Boston, MA 02139-4307                     ; from Boston, MA [POSTCODE]
          Mr. John Smith took it                         ; Mr. [NAME] took it
          told by Mrs Anna-Maria O'Neil                  ; told by Mrs [NAME]
          Prof. Dr. Müller saw it                        ; Prof. Dr. [NAME] saw it
          reported by Dr. X                              ; reported by Dr. [NAME]
          reported by Jane van der Berg, who             ; reported by [NAME], who
          patient: Jane Doe, female                      ; patient: [NAME], female
          Patient's name: J.R. Doe                       ; Patient's name: [NAME]
          REPORTED BY MRS. JANE DOE                      ; REPORTED BY MRS. [NAME]
          my name is Jane Doe and                        ; my name is [NAME] and
          Herr Schmidt klagte                            ; Herr [NAME] klagte
          pt J.D. developed a rash                       ; pt [NAME] developed a rash
          pt JD developed a rash                         ; pt [NAME] developed a rash
          initials: ABC                                  ; initials: [NAME]
          """)
  void whatTellsAPersonIsReplacedByWhatItWas(String told, String left) {
    assertThat(Deidentifier.text(told)).isEqualTo(left);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4 of 154 reports (95% CI 1.21 to 4.10, p = 0.0031), PRR 437.5",
        "a 45-year-old man took 90 mg for 95 days in 1999",
        "pt MI after 2 doses; PT 14.2 s, INR 1.1",
        "patient: male, 12 months",
        "children may receive 5 to 10 mg",
        "drug name: Warfarin",
        "blood pressure 120/80, ratio 1:2, score 3-4, at 12:30:45",
        "interaction of CYP3A4 with the C677T variant",
        "the patient recovered; the physician stopped the drug",
        "doi 10.1056/NEJM200102223440804",
        "CAS 50-78-2 and 57-27-2"
      })
  void whatTellsOfDrugsAndEventsStays(String text) {
    assertThat(Deidentifier.text(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void namesOfDrugsAndEventsSurviveUntouched(String name) {
    assertThat(Deidentifier.text(name)).isEqualTo(name);
    assertThat(Deidentifier.name(name)).isEqualTo(name);
  }

  @Test
  void hiddenCharactersDoNotHideAPerson() {
    assertThat(Deidentifier.text("jane\u200B.doe@exa\u00ADmple.org")).isEqualTo("[EMAIL]");
    assertThat(Deidentifier.text("Mr.\u00A0John\u2003Smith")).isEqualTo("Mr. [NAME]");
  }

  @Test
  void aTextIsCutOnlyAfterItWasCleaned() {
    assertThat(Deidentifier.text("mail jane.doe@example.org", 12)).isEqualTo("mail [EMAIL]");
    assertThat(Deidentifier.text("mail jane.doe@example.org", 8)).isEqualTo("mail [E…");
  }

  @Test
  void aNameIsOneLineOfBoundedLength() {
    assertThat(Deidentifier.name("AS\u202EPI\u0000RIN\r\n")).isEqualTo("ASPI RIN  ");
    assertThat(Deidentifier.name("x".repeat(501))).hasSize(500).endsWith("x…");
  }

  @Test
  void nothingIsLeftToRemove() {
    String once =
        Deidentifier.text("Dr. Jane Doe, 12 High Street, born 3/12/1954, tel 030 1234567");

    assertThat(Deidentifier.text(once)).isEqualTo(once);
  }

  @ParameterizedTest
  @FieldSource("HOSTILE")
  void spiteTakesNoMoreTimeThanItsLength(String stretch) {
    String text = stretch.repeat((1 << 17) / stretch.length());

    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Deidentifier.text(text));
  }

  @Test
  void aMegabyteOfSpiteIsDoneInTime() {
    String text =
        HOSTILE.stream()
            .map(stretch -> stretch.repeat((1 << 20) / HOSTILE.size() / stretch.length()))
            .collect(Collectors.joining());

    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Deidentifier.text(text));
  }
}
