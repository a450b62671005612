package io.huisheng.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.huisheng.testing.LogLines;
import io.huisheng.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Statutory calendar")
class StatutoryCalendarTest {

    @RegisterExtension
    final LogLines log = new LogLines();

    private static final Path PUBLISHED = Path.of("../shared/data/holidays/cn_holidays_2024_2026.json");
    private static final LocalDate SPRING_FESTIVAL_2027 = LocalDate.of(2027, 2, 8);
    private static final LocalDate MAKE_UP_SUNDAY_2027 = LocalDate.of(2027, 2, 14);

    private final TestClock clock = new TestClock("2026-05-06T10:00:00+08:00");

    @TempDir
    Path dataDir;

    private int edition;

    @Test
    @DisplayName("agrees with what the State Council published for 2024 to 2026")
    void agreesWithWhatWasPublished() throws IOException {
        assumeTrue(Files.exists(PUBLISHED), "no published days to compare with");
        var published = new TreeMap<LocalDate, Boolean>();
        new ObjectMapper()
                .readTree(PUBLISHED.toFile())
                .forEach(day -> published.put(
                        LocalDate.parse(day.get("date").textValue()),
                        day.get("isOffDay").booleanValue()));

        var schedule = open().calendar().schedule();

        assertThat(LocalDate.of(2024, 1, 1).datesUntil(LocalDate.of(2027, 1, 1)))
                .allSatisfy(day -> assertThat(schedule.isOff(day).orElse(null))
                        .as(day.toString())
                        .isEqualTo(published.get(day)));
    }

    @ParameterizedTest
    @CsvSource({"2024, 251", "2025, 248", "2026, 248"})
    void hasAsManyWorkingDaysAsTheYearHas(int year, int workingDays) {
        var time = open().workingTime();

        assertThat(LocalDate.of(year, 1, 1)
                        .datesUntil(LocalDate.of(year + 1, 1, 1))
                        .filter(time::isWorkingDay))
                .hasSize(workingDays);
        assertThat(open().gaps().knownYears()).contains(year);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the house's own format
                """
                {"years": [{"year": 2027, "holidays": [
                  {"name": "春节", "off": "2027-02-05/2027-02-11", "work": ["2027-02-14"]},
                  {"name": "国庆节", "off": "2027-10-01/2027-10-07", "work": []}]}]}""",
                // NateScarlet/holiday-cn, with fields that do not matter here
                """
                {"$schema": "https://example.org/schema.json", "year": 2027, "papers": ["http://example.org"], "days": [
                  {"name": "春节", "date": "2027-02-08", "isOffDay": true},
                  {"name": "春节", "date": "2027-02-14", "isOffDay": false},
                  {"name": "国庆节", "date": "2027-10-01", "isOffDay": true}]}""",
                // the bare list, with a byte order mark
                """
                \ufeff[{"date": "2027-02-08", "name": "春节", "isOffDay": true},
                 {"date": "2027-02-14", "name": "春节", "isOffDay": false},
                 {"date": "2027-10-01", "name": "国庆节", "isOffDay": true}]""",
            })
    void readsEveryFormat(String schedule) throws IOException {
        write("2027.json", schedule);

        var house = open();

        assertThat(house.workingTime().isWorkingDay(SPRING_FESTIVAL_2027)).isFalse();
        assertThat(house.workingTime().isWorkingDay(MAKE_UP_SUNDAY_2027)).isTrue();
        assertThat(house.gaps().knownYears()).containsExactly(2024, 2025, 2026, 2027);
        assertThat(house.gaps().missingYears()).isEmpty();
    }

    @Test
    void readsTheFileOfTheSettings() throws IOException {
        var file = Files.writeString(dataDir.resolve("own.txt"), days("2027-02-08", true, "2027-10-01", true));

        var house = Calendars.open(clock, Path.of("no-such-directory"), file);

        assertThat(house.workingTime().isWorkingDay(SPRING_FESTIVAL_2027)).isFalse();
    }

    @Test
    void noticesFilesThatComeChangeAndGo() throws IOException {
        var house = open();
        assertThat(house.workingTime().isWorkingDay(SPRING_FESTIVAL_2027)).isTrue();
        assertThat(house.gaps().missingYears()).containsExactly(2027);

        write("2027.json", days("2027-02-08", true, "2027-10-01", true));
        house.calendar().rereadWhatChanged();
        assertThat(house.workingTime().isWorkingDay(SPRING_FESTIVAL_2027)).isFalse();
        assertThat(house.gaps().missingYears()).isEmpty();

        write("2027.json", days("2027-02-09", true, "2027-10-01", true));
        house.calendar().rereadWhatChanged();
        assertThat(house.workingTime().isWorkingDay(SPRING_FESTIVAL_2027)).isTrue();

        Files.delete(dataDir.resolve("calendar/2027.json"));
        house.calendar().rereadWhatChanged();
        assertThat(house.gaps().missingYears()).containsExactly(2027);
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("brokenFiles")
    void refusesAFileThatIsNotValidAndKeepsWhatItKnew(String broken, String place) throws IOException {
        write("2027.json", days("2027-02-08", true, "2027-10-01", true));
        write("other.json", days("2026-05-07", true));
        var house = open();

        write("2027.json", broken);
        write("other.json", days("2026-05-08", true));
        house.calendar().rereadWhatChanged();
        house.calendar().rereadWhatChanged();

        assertThat(house.workingTime().isWorkingDay(SPRING_FESTIVAL_2027)).isFalse();
        assertThat(house.gaps().refusedFiles()).containsExactly("2027.json");
        assertThat(log.text().lines().filter(line -> line.contains("refused")))
                .singleElement()
                .asString()
                .contains("2027.json", place);
        assertThat(house.workingTime().isWorkingDay(LocalDate.of(2026, 5, 8)))
                .as("the other file is valid")
                .isFalse();
        assertThat(house.workingTime().isWorkingDay(LocalDate.of(2026, 5, 7))).isTrue();

        write("2027.json", days("2027-02-09", true, "2027-10-01", true));
        house.calendar().rereadWhatChanged();
        assertThat(house.gaps().refusedFiles()).isEmpty();
        assertThat(house.workingTime().isWorkingDay(SPRING_FESTIVAL_2027)).isTrue();
    }

    static List<Arguments> brokenFiles() {
        return List.of(
                Arguments.of("[{\"date\":\"2027-02-08\",\n\"name\" \"x\"}]", "line 2"),
                Arguments.of(
                        "[{\"date\":\"2027-02-08\",\"isOffDay\":true},{\"date\":\"2027-02-30\",\"isOffDay\":true}]",
                        "day 2: '2027-02-30'"),
                Arguments.of("[{\"date\":\"2027-02-08\",\"isOffDay\":\"yes\"}]", "day 1 (2027-02-08)"),
                Arguments.of("[{\"isOffDay\":true}]", "day 1: 'date'"),
                Arguments.of("[1]", "day 1: 'date'"),
                Arguments.of(
                        "[{\"date\":\"2027-02-08\",\"isOffDay\":true},{\"date\":\"2027-02-08\",\"isOffDay\":false}]",
                        "day 2: 2027-02-08 is both a day off and a workday"),
                Arguments.of("{\"year\":\"soon\",\"days\":[]}", "'year' must be a number"),
                Arguments.of("{\"year\":2027,\"days\":{}}", "'days' must be a list"),
                Arguments.of(
                        "{\"year\":2027,\"days\":[{\"date\":\"2024-02-08\",\"isOffDay\":true}]}",
                        "day 1: 2024-02-08 has nothing to do with the year 2027"),
                Arguments.of(own("2027-02-08/2027-02-01", "2027-02-14"), "year 2027, holiday 1"),
                Arguments.of(own("0001-01-01/9999-01-01", "2027-02-14"), "within 31 days"),
                Arguments.of(own("2027-02-08", "2027-02-08"), "both a day off and a workday"),
                Arguments.of("{\"year\":2027,\"year\":2028,\"days\":[]}", "line 1"),
                Arguments.of("{}", "neither a list"),
                Arguments.of("", "neither a list"),
                Arguments.of("[] []", "line 1"));
    }

    private static String own(String off, String work) {
        return "{\"years\":[{\"year\":2027,\"holidays\":[{\"name\":\"x\",\"off\":\"%s\",\"work\":[\"%s\"]}]}]}"
                .formatted(off, work);
    }

    @Test
    void startsWithoutAFileThatIsNotValid() throws IOException {
        write("2027.json", "not json");

        var house = open();

        assertThat(house.gaps().knownYears()).containsExactly(2024, 2025, 2026);
        assertThat(house.gaps().refusedFiles()).containsExactly("2027.json");
    }

    @Test
    void saysSoWhenTheFileOfTheSettingsIsAbsent() {
        var house = Calendars.open(clock, dataDir, dataDir.resolve("absent.json"));

        assertThat(house.gaps().refusedFiles()).containsExactly("absent.json");
        assertThat(log.text()).contains("absent.json", "cannot be read");
    }

    @Test
    void replacesAYearThatIsAnnouncedAnewAndAddsSingleDays() throws IOException {
        write("1-anew.json", days("2026-02-16", true, "2026-10-01", true));
        write("2-single.json", days("2026-05-08", true));

        var time = open().workingTime();

        assertThat(time.isWorkingDay(LocalDate.of(2026, 2, 16))).isFalse();
        assertThat(time.isWorkingDay(LocalDate.of(2026, 2, 17)))
                .as("the new notice says nothing of this day")
                .isTrue();
        assertThat(time.isWorkingDay(LocalDate.of(2026, 5, 8))).isFalse();
        assertThat(time.isWorkingDay(LocalDate.of(2025, 10, 1))).isFalse();
    }

    @Test
    @DisplayName("takes a year whose file is still empty as unknown")
    void takesAnEmptyYearAsUnknown() throws IOException {
        write("2027.json", "{\"year\":2027,\"papers\":[],\"days\":[]}");

        var house = open();
        house.workingTime().isWorkingDay(SPRING_FESTIVAL_2027);

        assertThat(house.gaps().missingYears()).containsExactly(2027);
        assertThat(house.gaps().refusedFiles()).isEmpty();
    }

    private Calendars.Opened open() {
        return Calendars.open(clock, dataDir, null);
    }

    /** Every edition gets its own time stamp, as files that are written by hand do. */
    private void write(String name, String content) throws IOException {
        var folder = Files.createDirectories(dataDir.resolve("calendar"));
        var file = Files.writeString(folder.resolve(name), content);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-05-06T00:00:00Z").plusSeconds(edition++)));
    }

    private static String days(Object... datesAndOff) {
        var days = new StringBuilder("[");
        for (int i = 0; i < datesAndOff.length; i += 2) {
            days.append(i == 0 ? "" : ",")
                    .append("{\"date\":\"%s\",\"name\":\"x\",\"isOffDay\":%s}"
                            .formatted(datesAndOff[i], datesAndOff[i + 1]));
        }
        return days.append("]").toString();
    }
}
