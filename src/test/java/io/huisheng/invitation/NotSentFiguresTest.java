package io.huisheng.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.huisheng.calendar.Calendars;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.HomeFigure;
import io.huisheng.customer.Customers;
import io.huisheng.messaging.Outbox;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.web.util.UriComponentsBuilder;

@DisplayName("Figures of customers who were not asked")
class NotSentFiguresTest {

    private final TestClock clock = new TestClock("2026-06-10T10:00:00+08:00");
    private final InvitationSettings settings = mock();
    private final ReloadableResourceBundleMessageSource texts = new ReloadableResourceBundleMessageSource();
    private @Nullable Room room;

    @BeforeEach
    void settings() {
        when(settings.figuresOver()).thenReturn(Duration.ofDays(30));
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        texts.setBasename("classpath:messages/invitation");
    }

    @AfterEach
    void close() {
        if (room != null) {
            room.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("lead to as many cases as they count")
    void leadToAsManyCasesAsTheyCount(Database database) {
        room = Room.on(
                database,
                clock,
                Invitations.class,
                InvitationRepository.class,
                SurveyPlans.class,
                settings,
                Calendars.statutory(clock),
                mock(CaseFiles.class),
                mock(Customers.class),
                mock(Outbox.class));
        aCase("WO-planned", "2026-06-01T10:00:00+08:00");
        notAsked("WO-planned", 1, "NOT_SENT", "QUIET_PERIOD");
        aCase("WO-cancelled", "2026-06-02T10:00:00+08:00");
        notAsked("WO-cancelled", 1, "CANCELLED", "REOPENED");
        notAsked("WO-cancelled", 2, "CANCELLED", "REOPENED");
        aCase("WO-first-day", "2026-05-11T00:30:00+08:00");
        notAsked("WO-first-day", 1, "NOT_SENT", "REOPENED");
        aCase("WO-long-ago", "2026-05-10T23:30:00+08:00");
        notAsked("WO-long-ago", 1, "NOT_SENT", "REOPENED");

        var figures = new NotSentFigures(room.get(Invitations.class), settings, texts, clock)
                .figures(Set.of("management"), Locale.SIMPLIFIED_CHINESE);

        assertThat(figures)
                .extracting(HomeFigure.Figure::label, HomeFigure.Figure::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("近期未询问：客户在免打扰期内", "1"),
                        org.assertj.core.groups.Tuple.tuple("近期未询问：服务已重新处理", "2"));
        assertThat(figures)
                .allSatisfy(figure -> assertThat(figure.value())
                        .as(figure.link())
                        .isEqualTo(String.valueOf(listed(String.valueOf(figure.link())))));
    }

    /** The list of cases as the page reads the link: the filter of this room and the day since when they were opened. */
    private int listed(String link) {
        var parameters = UriComponentsBuilder.fromUriString(link)
                .build()
                .getQueryParams()
                .toSingleValueMap();
        var filter = new NotSentFilter(texts);
        var chosen = parameters.get(filter.name());
        assertThat(filter.choices(Locale.SIMPLIFIED_CHINESE)).containsKey(chosen);
        return room().jdbc()
                .sql("select count(*) from case_file f where f.opened_at >= :from and " + filter.condition())
                .params(Map.of(
                        "from", OffsetDateTime.parse(parameters.get("from") + "T00:00:00+08:00"), "value", chosen))
                .query(Integer.class)
                .single();
    }

    private void aCase(String caseNo, String openedAt) {
        room().jdbc()
                .sql("""
                        insert into case_file (case_no, customer_no, scenario, completed_by, completed_at, stage, round, opened_at)
                        values (?, 'C1', 'REPAIR', 'RESOLVED', ?, 'WAITING', 1, ?)""")
                .params(caseNo, OffsetDateTime.parse(openedAt), OffsetDateTime.parse(openedAt))
                .update();
    }

    private void notAsked(String caseNo, int round, String state, String reason) {
        room().jdbc()
                .sql("""
                        insert into invitation (id, case_no, round, customer_no, state, channel, plan_rule, quiet_days,
                            planned_at, late_answer, reason, ended_at)
                        values (?, ?, ?, 'C1', ?, 'EMAIL', 'row 1', 30, ?, false, ?, ?)""")
                .params(
                        UUID.randomUUID(),
                        caseNo,
                        round,
                        state,
                        OffsetDateTime.parse("2026-06-03T10:00:00+08:00"),
                        reason,
                        OffsetDateTime.parse("2026-06-03T10:00:00+08:00"))
                .update();
    }

    private Room room() {
        return java.util.Objects.requireNonNull(room);
    }
}
