package io.huisheng.closure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The clocks of obligations and what is due about them; guarded updates decide who does it. */
@Component
class DutyClocks {

    private final JdbcClient jdbc;

    DutyClocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(UUID dutyId, String subject, Limits limits, Instant now) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into duty_clock (id, duty_id, obligation, subject, occurrence, title, standard_version,
                          promise, promise_en, begun_at, due_at, state)
                        values (:id, :duty, :obligation, :subject,
                          (select count(*) + 1 from duty_clock
                            where duty_id = :duty and obligation = :obligation and subject = :subject),
                          :title, :version, :promise, :promiseEn, :now, :dueAt, 'OPEN')""")
                .param("id", id)
                .param("duty", dutyId)
                .param("obligation", limits.obligation())
                .param("subject", subject)
                .param("title", limits.title())
                .param("version", limits.standardVersion())
                .param("promise", limits.promise())
                .param("promiseEn", limits.promiseInEnglish())
                .param("now", utc(now))
                .param("dueAt", utc(limits.dueAt()))
                .update();
        var level = 0;
        for (var warning : limits.warnings()) {
            plan(id, level++, Step.WARNED, limits.warnRole(), warning);
        }
        plan(id, level++, Step.BREACHED, limits.breachRole(), limits.dueAt());
        plan(id, level, Step.ESCALATED, limits.nextRole(), limits.nextAt());
    }

    private void plan(UUID clock, int level, Step step, String role, Instant dueAt) {
        jdbc.sql("insert into duty_level (clock_id, level, kind, role, due_at) values (?, ?, ?, ?, ?)")
                .params(clock, level, step.name(), role, utc(dueAt))
                .update();
    }

    /** Holds the running clock until the transaction ends: nobody meets the obligation while we warn about it. */
    Optional<Running> hold(UUID dutyId, String obligation, String subject) {
        return jdbc.sql("""
                        select id, title, due_at from duty_clock
                        where duty_id = ? and obligation = ? and subject = ? and state = 'OPEN' for update""")
                .params(dutyId, obligation, subject)
                .query((row, number) ->
                        new Running(row.getObject("id", UUID.class), row.getString("title"), instant(row, "due_at")))
                .optional();
    }

    /** The moments of the clock that runs, as they were fixed when it began. */
    Optional<Moments> momentsOf(UUID dutyId, String obligation, String subject) {
        var moments = jdbc
                .sql("""
                        select l.kind, l.due_at from duty_level l join duty_clock c on c.id = l.clock_id
                        where c.duty_id = ? and c.obligation = ? and c.subject = ? and c.state = 'OPEN' order by l.level""")
                .params(dutyId, obligation, subject)
                .query((row, number) -> Map.entry(Step.valueOf(row.getString("kind")), instant(row, "due_at")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return moments.isEmpty()
                ? Optional.empty()
                : Optional.of(new Moments(
                        moments.getOrDefault(Step.WARNED, List.of()),
                        moments.getOrDefault(Step.BREACHED, List.of()).get(0),
                        moments.getOrDefault(Step.ESCALATED, List.of()).get(0)));
    }

    /** The levels whose moment has come, in their order, whether anybody took them or not. */
    List<Level> dueLevels(UUID clock, Instant now) {
        return jdbc.sql("select level, kind, role from duty_level where clock_id = ? and due_at <= ? order by level")
                .params(clock, utc(now))
                .query((row, number) ->
                        new Level(row.getInt("level"), Step.valueOf(row.getString("kind")), row.getString("role")))
                .list();
    }

    /** Puts a level on record; returns whether nobody did before. */
    boolean take(UUID clock, int level, Instant now) {
        return jdbc.sql("update duty_level set taken_at = ? where clock_id = ? and level = ? and taken_at is null")
                        .params(utc(now), clock, level)
                        .update()
                == 1;
    }

    boolean end(UUID clock, String state, String by, Instant now) {
        return jdbc.sql("update duty_clock set state = ?, ended_at = ?, ended_by = ? where id = ? and state = 'OPEN'")
                        .params(state, utc(now), by, clock)
                        .update()
                == 1;
    }

    void dropAll(UUID dutyId, Instant now) {
        jdbc.sql(
                        "update duty_clock set state = 'VOID', ended_at = ?, ended_by = 'system' where duty_id = ? and state = 'OPEN'")
                .params(utc(now), dutyId)
                .update();
    }

    /** The clock with this id, whatever has become of it. */
    Optional<Known> find(UUID id) {
        return jdbc.sql("select duty_id, title, due_at, state from duty_clock where id = ?")
                .param(id)
                .query((row, number) -> new Known(
                        row.getObject("duty_id", UUID.class),
                        row.getString("title"),
                        instant(row, "due_at"),
                        row.getString("state").equals("OPEN")))
                .optional();
    }

    /** The first promise that was made with a duty, and the moment it names. */
    Optional<Promise> promiseOf(UUID dutyId) {
        return jdbc.sql("""
                        select promise, promise_en, due_at from duty_clock
                        where duty_id = ? and promise <> '' order by begun_at, occurrence limit 1""")
                .param(dutyId)
                .query((row, number) ->
                        new Promise(row.getString("promise"), row.getString("promise_en"), instant(row, "due_at")))
                .optional();
    }

    /** Every obligation of a duty in the order in which they began. */
    List<View> of(UUID dutyId) {
        return jdbc.sql("select * from duty_clock where duty_id = ? order by begun_at, obligation, subject, occurrence")
                .param(dutyId)
                .query((row, number) -> new View(
                        row.getObject("id", UUID.class),
                        row.getString("obligation"),
                        row.getString("subject"),
                        row.getString("title"),
                        row.getInt("standard_version"),
                        row.getString("state"),
                        instant(row, "begun_at"),
                        instant(row, "due_at"),
                        moment(row, "ended_at")))
                .list();
    }

    /** The roles that are reminded of what runs in a duty. */
    List<String> rolesAt(UUID dutyId) {
        return jdbc.sql("""
                        select distinct l.role from duty_level l join duty_clock c on c.id = l.clock_id
                        where c.duty_id = ? and c.state = 'OPEN' and l.level = 0 order by l.role""").param(dutyId).query(String.class).list();
    }

    /** The roles that are or were reminded of something in a duty. */
    List<String> rolesEverAt(UUID dutyId) {
        return jdbc.sql("""
                        select distinct l.role from duty_level l join duty_clock c on c.id = l.clock_id
                        where c.duty_id = ? and l.level = 0 order by l.role""").param(dutyId).query(String.class).list();
    }

    /** Whom the obligations of a duty bind or bound, where they bind somebody by name. */
    List<String> subjectsOf(UUID dutyId) {
        return jdbc.sql("select distinct subject from duty_clock where duty_id = ? and subject <> '' order by subject")
                .param(dutyId)
                .query(String.class)
                .list();
    }

    /** What was done about the clocks of a duty, oldest first. */
    List<Taken> takenOf(UUID dutyId) {
        return jdbc.sql("""
                        select l.clock_id, l.kind, l.role, l.taken_at from duty_level l join duty_clock c on c.id = l.clock_id
                        where c.duty_id = ? and l.taken_at is not null order by l.taken_at, c.begun_at, l.level""")
                .param(dutyId)
                .query((row, number) -> new Taken(
                        row.getObject("clock_id", UUID.class),
                        Step.valueOf(row.getString("kind")),
                        row.getString("role"),
                        instant(row, "taken_at")))
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** Timers of the engine know milliseconds; a level must not fall due a moment after its timer. */
    private static OffsetDateTime utc(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }

    /** A clock that runs. */
    record Running(UUID id, String title, Instant dueAt) {}

    /** What the customer was promised, with the place of the moment still open. */
    record Promise(String text, String inEnglish, Instant dueAt) {}

    /** A clock that somebody is told about. */
    record Known(UUID dutyId, String title, Instant dueAt, boolean open) {}

    /** A level that is due. */
    record Level(int level, Step step, String role) {}

    /** A level that was taken. */
    record Taken(UUID clock, Step step, String role, Instant at) {}

    /** A clock as it is. */
    record View(
            UUID id,
            String obligation,
            String subject,
            String title,
            int standardVersion,
            String state,
            Instant begunAt,
            Instant dueAt,
            @Nullable Instant endedAt) {}
}
