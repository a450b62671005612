package io.huisheng.process.duty;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.huisheng.calendar.Calendars;
import io.huisheng.calendar.WorkingTime;
import io.huisheng.closure.DutyRoom;
import io.huisheng.closure.DutyRoom.Taken;
import io.huisheng.closure.DutyType;
import io.huisheng.closure.Step;
import io.huisheng.process.deadline.Standards;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Database;
import io.huisheng.testing.EngineClock;
import io.huisheng.testing.Restart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every obligation of {@code service-standards.dmn} on the real calendar, the real tables and real boundary timers, while the
 * server is started anew before each warning, limit and report. What the moments must be is counted here once more, day by day.
 */
@DisplayName("E8: every obligation")
class EscalationTest {

    /** Nobody works on them: the application sends what is due, and then waits for the customer. */
    private static final Set<String> OF_THE_CUSTOMER =
            Set.of("invitation-reminder", "invitation-lapse", "recovery-survey", "follow-up-lapse");

    private static final Set<LocalDate> OFF = days(
            "2026-01-01",
            "2026-01-02",
            "2026-01-03",
            "2026-02-15",
            "2026-02-16",
            "2026-02-17",
            "2026-02-18",
            "2026-02-19",
            "2026-02-20",
            "2026-02-21",
            "2026-02-22",
            "2026-02-23",
            "2026-05-01",
            "2026-05-02",
            "2026-05-03",
            "2026-05-04",
            "2026-05-05",
            "2026-10-01",
            "2026-10-02",
            "2026-10-03",
            "2026-10-04",
            "2026-10-05",
            "2026-10-06",
            "2026-10-07");

    private static final Set<LocalDate> MADE_UP =
            days("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10");

    private static final LocalTime CLOSE_OF_BUSINESS = LocalTime.of(18, 0);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Clock clock = new EngineClock();
    private final WorkingTime workingTime = Calendars.statutory(clock);
    private String database;
    private ProcessEngine engine;

    @AfterEach
    void letTheClockGo() {
        engine.close();
        Database.forget(database);
        ClockUtil.reset();
    }

    @ParameterizedTest(name = "beginning {1}, on {0}")
    @CsvSource({
        "H2,       2025-12-31T23:30:00+08:00",
        "H2,       2026-02-13T10:00:00+08:00",
        "H2,       2026-02-14T17:59:59.999+08:00",
        "H2,       2026-05-08T18:00:01+08:00",
        "H2,       2026-09-30T16:30:00+08:00",
        "POSTGRES, 2026-09-30T16:30:00+08:00"
    })
    @DisplayName(
            "is warned about, breached and reported upwards at its exact moments, across holidays, make-up days and restarts")
    void isEscalatedAtItsMoments(Database kind, String beginning) throws IOException {
        var start = OffsetDateTime.parse(beginning).toInstant();
        var rows = rows();
        at(start);
        database = kind.newUrl();
        try (var room = DutyRoom.on(kind, clock)) {
            open(room, configuration());
            deploy(rows);
            var duties = begin(room, rows);
            assertThat(dueDates()).isEqualTo(expected(rows, row -> row.due(start)));

            var moments = new TreeSet<Instant>();
            rows.forEach(row -> moments.addAll(row.moments(start)));
            for (var moment : moments) {
                open(room, Restart.of(engine));
                at(moment.minusMillis(1));
                assertThat(runJobs()).as("too early for " + moment).isZero();
                at(moment);
                assertThat(runJobs()).as("due at " + moment).isPositive();
            }
            open(room, Restart.of(engine));
            at(start.plus(Duration.ofDays(90)));
            assertThat(runJobs()).as("nothing comes a second time").isZero();

            rows.forEach(row -> assertThat(room.takenOf(duties.get(row.obligation())))
                    .as(row.obligation())
                    .isEqualTo(row.taken(start)));
            record(start, rows, room, duties);
        }
    }

    /** What was promised and what happened, for people to look at. */
    private static void record(Instant start, List<Row> rows, DutyRoom room, Map<String, UUID> duties)
            throws IOException {
        var table = new StringBuilder(
                "| obligation | begins | due | warned | breached | next level |\n|---|---|---|---|---|---|\n");
        for (var row : rows) {
            var taken = room.takenOf(duties.get(row.obligation()));
            table.append("| %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            row.obligation(),
                            local(start),
                            local(row.due(start)),
                            moments(taken, Step.WARNED),
                            moments(taken, Step.BREACHED),
                            moments(taken, Step.ESCALATED)));
        }
        var folder = Files.createDirectories(Path.of("target", "escalations"));
        Files.writeString(folder.resolve(start.toString().replace(':', '-') + ".md"), table);
    }

    private static String moments(List<Taken> taken, Step step) {
        return String.join(
                ", ",
                taken.stream()
                        .filter(level -> level.step() == step)
                        .map(level -> local(level.at()))
                        .toList());
    }

    private static String local(Instant moment) {
        return MINUTE.format(moment.atZone(BusinessTime.ZONE));
    }

    private ProcessEngineConfigurationImpl configuration() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl(database);
        configuration.setJdbcUsername("postgres");
        configuration.setJdbcPassword("postgres");
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        configuration.setEnforceHistoryTimeToLive(false);
        return configuration;
    }

    private void open(DutyRoom room, ProcessEngineConfigurationImpl configuration) {
        var beans = new HashMap<Object, Object>();
        configuration.setBeans(beans);
        engine = configuration.buildProcessEngine();
        var deadline = Standards.on(engine, workingTime, room.duties(), clock);
        beans.put("deadline", deadline);
        beans.put("openDuty", new OpenDuty(room.duties(), deadline));
        beans.put("obligationClock", new ObligationClock(room.duties(), deadline));
        beans.put("takeDueSteps", new TakeDueSteps(room.duties(), new DutySettings(70, 90, 100)));
    }

    private void deploy(List<Row> rows) throws IOException {
        var deployment = engine.getRepositoryService()
                .createDeployment()
                .addInputStream(
                        "service-standards.dmn", Files.newInputStream(Path.of("bpmn", "service-standards.dmn")));
        rows.forEach(row -> deployment.addModelInstance(row.obligation() + ".bpmn", diagram(row)));
        deployment.deploy();
    }

    /** An obligation as every diagram draws it. */
    private static BpmnModelInstance diagram(Row row) {
        var ob = "'" + row.obligation() + "'";
        var task = Bpmn.createExecutableProcess(row.obligation())
                .startEvent()
                .serviceTask()
                .camundaDelegateExpression("${openDuty}")
                .camundaInputParameter("duty", DutyType.RECOVERY.name())
                .camundaInputParameter("obligation", row.obligation())
                .userTask("Task_Work")
                .camundaDueDate("${deadline.of(" + ob + ")}")
                .camundaInputParameter("obligation", row.obligation())
                .camundaTaskListenerDelegateExpression("create", "${obligationClock}")
                .endEvent()
                .moveToActivity("Task_Work");
        var expressions = new ArrayList<String>();
        for (var n = 1; n <= row.warnAfter().size(); n++) {
            expressions.add("${deadline.warning(" + ob + ", " + n + ")}");
        }
        expressions.add("${deadline.of(" + ob + ")}");
        expressions.add("${deadline.next(" + ob + ")}");
        var last = task.endEvent();
        for (var expression : expressions) {
            last = last.moveToActivity("Task_Work")
                    .boundaryEvent()
                    .cancelActivity(false)
                    .timerWithDate(expression)
                    .serviceTask()
                    .camundaDelegateExpression("${takeDueSteps}")
                    .camundaInputParameter("obligation", row.obligation())
                    .endEvent();
        }
        return last.done();
    }

    private Map<String, UUID> begin(DutyRoom room, List<Row> rows) {
        var duties = new HashMap<String, UUID>();
        for (var row : rows) {
            var caseNo = "WO-" + row.obligation();
            var instance = engine.getRuntimeService()
                    .startProcessInstanceByKey(row.obligation(), caseNo, Map.of(DutyWork.ROUND.name(), 1));
            duties.put(
                    row.obligation(),
                    room.duties()
                            .findOpen(new CaseNo(caseNo), 1, DutyType.RECOVERY)
                            .orElseThrow());
            assertThat(instance.isEnded()).isFalse();
        }
        return duties;
    }

    private Map<String, Instant> dueDates() {
        return engine.getTaskService().createTaskQuery().list().stream()
                .collect(toMap(
                        task -> task.getProcessDefinitionId().replaceFirst(":.*", ""),
                        task -> task.getDueDate().toInstant()));
    }

    private static Map<String, Instant> expected(List<Row> rows, Function<Row, Instant> moment) {
        return rows.stream().collect(toMap(Row::obligation, moment));
    }

    private int runJobs() {
        var jobs = engine.getManagementService();
        var done = 0;
        // a due moment has come when the clock stands on it
        var now = new Date(ClockUtil.getCurrentTime().getTime() + 1);
        for (var due = jobs.createJobQuery().duedateLowerThan(now).list();
                !due.isEmpty();
                due = jobs.createJobQuery().duedateLowerThan(now).list()) {
            jobs.executeJob(due.get(0).getId());
            done++;
        }
        return done;
    }

    private static void at(Instant moment) {
        ClockUtil.setCurrentTime(Date.from(moment));
    }

    private static Set<LocalDate> days(String... days) {
        return Set.copyOf(Stream.of(days).map(LocalDate::parse).toList());
    }

    private static List<Row> rows() {
        return Dmn.readModelFromFile(Path.of("bpmn", "service-standards.dmn").toFile())
                .getModelElementsByType(Rule.class)
                .stream()
                .map(EscalationTest::row)
                .filter(row -> !OF_THE_CUSTOMER.contains(row.obligation()))
                .toList();
    }

    private static Row row(Rule rule) {
        var cells = new LinkedHashMap<Integer, String>();
        rule.getOutputEntries()
                .forEach(cell ->
                        cells.put(cells.size(), cell.getTextContent().strip().replace("\"", "")));
        return new Row(
                rule.getInputEntries()
                        .iterator()
                        .next()
                        .getTextContent()
                        .strip()
                        .replace("\"", ""),
                Integer.parseInt(cells.get(1)),
                cells.get(2),
                Arrays.stream(cells.get(3).split(","))
                        .filter(amount -> !amount.isBlank())
                        .map(Integer::valueOf)
                        .toList(),
                cells.get(4),
                cells.get(5),
                Integer.parseInt(cells.get(6)),
                cells.get(7));
    }

    /** A row of the table as somebody reads it who has only paper and a calendar. */
    private record Row(
            String obligation,
            int amount,
            String unit,
            List<Integer> warnAfter,
            String warnRole,
            String breachRole,
            int nextAfter,
            String nextRole) {

        Instant due(Instant start) {
            return count(start, amount);
        }

        List<Instant> moments(Instant start) {
            var moments = new ArrayList<Instant>();
            warnAfter.forEach(amount -> moments.add(count(start, amount)));
            moments.add(due(start));
            moments.add(count(start, nextAfter));
            return moments;
        }

        List<Taken> taken(Instant start) {
            var taken = new ArrayList<Taken>();
            warnAfter.forEach(amount -> taken.add(new Taken(Step.WARNED, warnRole, count(start, amount))));
            taken.add(new Taken(Step.BREACHED, breachRole, due(start)));
            taken.add(new Taken(Step.ESCALATED, nextRole, count(start, nextAfter)));
            return taken;
        }

        private Instant count(Instant start, int amount) {
            return switch (unit) {
                case "MINUTES" -> start.plus(Duration.ofMinutes(amount));
                case "HOURS" -> start.plus(Duration.ofHours(amount));
                case "DAYS" -> start.plus(Duration.ofDays(amount));
                case "WORKING_DAYS" -> {
                    var day = start.atZone(BusinessTime.ZONE).toLocalDate();
                    for (var left = amount; left > 0; ) {
                        day = day.plusDays(1);
                        left -= isWorked(day) ? 1 : 0;
                    }
                    yield day.atTime(CLOSE_OF_BUSINESS)
                            .atZone(BusinessTime.ZONE)
                            .toInstant();
                }
                default -> throw new IllegalArgumentException(unit);
            };
        }

        private static boolean isWorked(LocalDate day) {
            var weekday = day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
            return MADE_UP.contains(day) || (weekday && !OFF.contains(day));
        }
    }
}
