package io.huisheng.casefile;

import static io.huisheng.casefile.ServiceEvents.moment;
import static io.huisheng.casefile.ServiceEvents.nothingNew;
import static org.assertj.core.api.Assertions.assertThat;

import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The search for cases")
class CaseSearchTest {

    private final TestClock clock = new TestClock("2026-05-01T00:30:00+08:00");

    @ParameterizedTest
    @EnumSource(Database.class)
    void findsByEverythingTheListCanBeNarrowedDownTo(Database database) {
        try (var room = open(database)) {
            completed(room, "WO-1", "C-a", ServiceEvent.Scenario.REPAIR);
            room.get(CaseFiles.class).close(new CaseNo("WO-1"), 1, Outcome.NOT_ASKED);
            clock.set("2026-05-02T23:59:00+08:00");
            completed(room, "WO-2", "C-B", ServiceEvent.Scenario.DELIVERY);
            clock.set("2026-05-03T00:00:00+08:00");
            completed(room, "wo_3%", "C-c", ServiceEvent.Scenario.REPAIR);

            assertThat(found(room, Map.of())).containsExactly("wo_3%", "WO-2", "WO-1");
            assertThat(found(room, Map.of("q", "wo-"))).containsExactly("WO-2", "WO-1");
            assertThat(found(room, Map.of("q", " c-b "))).containsExactly("WO-2");
            assertThat(found(room, Map.of("q", "_"))).as("no wildcard").containsExactly("wo_3%");
            assertThat(found(room, Map.of("q", "3%"))).as("no wildcard").containsExactly("wo_3%");
            assertThat(found(room, Map.of("q", "' or 1=1 --"))).isEmpty();
            assertThat(found(room, Map.of("stage", "CLOSED"))).containsExactly("WO-1");
            assertThat(found(room, Map.of("outcome", "NOT_ASKED"))).containsExactly("WO-1");
            assertThat(found(room, Map.of("scenario", "DELIVERY"))).containsExactly("WO-2");
            assertThat(found(room, Map.of("from", "2026-05-02", "to", "2026-05-02")))
                    .as("days of business time")
                    .containsExactly("WO-2");
            assertThat(found(room, Map.of("stage", "NONSENSE", "from", "yesterday", "page", "x", "outcome", "")))
                    .as("what nobody understands narrows nothing down")
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("B2: finds the case of a paper card by customer number, product model and day of service")
    void findsTheCaseOfACard(Database database) {
        try (var room = open(database)) {
            room.get(CaseFiles.class).receive(ServiceEvents.aFinishedRepair());
            completed(room, "WO-OTHER", "C-b", ServiceEvent.Scenario.REPAIR);
            var card = ServiceEvents.CASE.value();

            assertThat(found(room, Map.of("q", "kfr-35"))).containsExactly(card);
            assertThat(found(room, Map.of("served", "2026-05-06"))).containsExactly(card);
            assertThat(found(room, Map.of("served", "2026-05-01"))).containsExactly("WO-OTHER");
            assertThat(found(room, Map.of("q", "kfr-35", "served", "2026-05-07")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void showsTwentyOnAPageInAStableOrder(Database database) {
        try (var room = open(database)) {
            for (int i = 1; i <= 45; i++) {
                completed(room, "WO-%03d".formatted(i), "C1", ServiceEvent.Scenario.REPAIR);
            }

            var first = search(room, Map.of());
            assertThat(first.total()).isEqualTo(45);
            assertThat(first.lastPage()).isEqualTo(3);
            assertThat(first.cases())
                    .hasSize(20)
                    .first()
                    .extracting(CaseFile::caseNo)
                    .isEqualTo(new CaseNo("WO-001"));
            assertThat(found(room, Map.of("page", "3")))
                    .containsExactly("WO-041", "WO-042", "WO-043", "WO-044", "WO-045");
            assertThat(search(room, Map.of("page", "99")).page()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void letsOtherRoomsNarrowTheListDown(Database database) {
        var byCustomer = new CaseFilter() {
            @Override
            public String name() {
                return "bySomething";
            }

            @Override
            public String label(Locale locale) {
                return "某事";
            }

            @Override
            public Map<String, String> choices(Locale locale) {
                return Map.of("C2", "客户二");
            }

            @Override
            public String condition() {
                return "exists (select 1 from case_file other where other.case_no = f.case_no and other.customer_no = :value)";
            }
        };
        try (var room = Room.on(
                database,
                clock,
                CaseFiles.class,
                CaseFileRows.class,
                CaseRounds.class,
                Timeline.class,
                CaseSearch.class,
                byCustomer)) {
            completed(room, "WO-1", "C1", ServiceEvent.Scenario.REPAIR);
            completed(room, "WO-2", "C2", ServiceEvent.Scenario.REPAIR);
            var query = CaseQuery.of(Map.of("bySomething", "C2"), List.of(byCustomer), Locale.CHINESE);

            assertThat(room.get(CaseSearch.class).find(query).cases())
                    .extracting(CaseFile::customerNo)
                    .containsExactly("C2");
            assertThat(CaseQuery.of(Map.of("bySomething", "C1"), List.of(byCustomer), Locale.CHINESE)
                            .further())
                    .as("only what is offered can be chosen")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void countsForTheHomePage(Database database) {
        try (var room = open(database)) {
            completed(room, "WO-1", "C1", ServiceEvent.Scenario.REPAIR);
            clock.advance(Duration.ofDays(10));
            completed(room, "WO-2", "C1", ServiceEvent.Scenario.REPAIR);
            completed(room, "WO-3", "C1", ServiceEvent.Scenario.REPAIR);
            room.get(CaseFiles.class).markAnswered(new CaseNo("WO-3"), 1);

            var figures = new CaseFigures(room.get(CaseSearch.class), Pages.texts(), clock)
                    .figures(java.util.Set.of(), Locale.SIMPLIFIED_CHINESE);

            assertThat(figures)
                    .extracting(figure -> figure.label() + " " + figure.value() + " " + figure.link())
                    .containsExactly(
                            "等待邀请 2 /cases?stage=WAITING",
                            "已邀请 0 /cases?stage=INVITED",
                            "已答复 1 /cases?stage=ANSWERED",
                            "已关闭 0 /cases?stage=CLOSED",
                            "最近 7 天的案例 2 /cases?from=2026-05-05",
                            "今日收到的答复 1 null");
        }
    }

    @Test
    void standsInTheAddressAsAWhole() {
        var query = CaseQuery.of(
                Map.of("q", "a+b&c=1", "stage", "CLOSED", "from", "2026-05-01", "page", "2"),
                List.of(),
                Locale.CHINESE);

        assertThat(query.addressOfPage(3)).isEqualTo("/cases?q=a%2Bb%26c%3D1&stage=CLOSED&from=2026-05-01&page=3");
        assertThat(query.isNarrow()).isTrue();
        assertThat(CaseQuery.of(Map.of("page", "4"), List.of(), Locale.CHINESE).isNarrow())
                .isFalse();
    }

    private Room open(Database database) {
        return Room.on(
                database,
                clock,
                CaseFiles.class,
                CaseFileRows.class,
                CaseRounds.class,
                Timeline.class,
                CaseSearch.class);
    }

    private static void completed(Room room, String caseNo, String customerNo, ServiceEvent.Scenario scenario) {
        room.get(CaseFiles.class)
                .receive(new ServiceEvent(
                        "evt-" + caseNo,
                        ServiceEvent.Type.RESOLVED,
                        moment("2026-05-01T00:00:00+08:00"),
                        new CaseNo(caseNo),
                        scenario,
                        customerNo,
                        nothingNew()));
    }

    private static CaseSearch.Found search(Room room, Map<String, String> parameters) {
        return room.get(CaseSearch.class).find(CaseQuery.of(parameters, List.of(), Locale.CHINESE));
    }

    private static List<String> found(Room room, Map<String, String> parameters) {
        return search(room, parameters).cases().stream()
                .map(file -> file.caseNo().value())
                .toList();
    }
}
