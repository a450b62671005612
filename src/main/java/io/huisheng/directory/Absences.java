package io.huisheng.directory;

import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.NotFound;
import io.huisheng.shared.Violation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is away and who stands in, so that no work waits for somebody on holiday (E8). */
@Service
public class Absences {

    /** The role, the first and the last day. */
    static final String NOBODY_LEFT = "absences.stand-in.needed";

    private final JdbcClient jdbc;
    private final ObjectProvider<Members> members;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Absences(JdbcClient jdbc, ObjectProvider<Members> members, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Enters that somebody is away. Without a stand-in only where somebody is left at every moment who does what his roles have to do (E8).
     *
     * @param until the first moment at which he is back
     * @throws InvalidInput naming every field that is wrong
     */
    @Transactional
    public void enter(
            String userId, @Nullable Instant from, @Nullable Instant until, @Nullable String standIn, String by) {
        var wrong = new ArrayList<Violation>();
        if (person(userId).isEmpty()) {
            wrong.add(new Violation("/userId", "absences.person.unknown"));
        }
        if (standIn != null && person(standIn).isEmpty()) {
            wrong.add(new Violation("/standIn", "absences.person.unknown"));
        }
        if (userId.equals(standIn)) {
            wrong.add(new Violation("/standIn", "absences.stand-in.himself"));
        }
        if (from == null) {
            wrong.add(new Violation("/from", "absences.day.missing"));
        }
        if (until == null) {
            wrong.add(new Violation("/until", "absences.day.missing"));
        } else if (from != null && !until.isAfter(from)) {
            wrong.add(new Violation("/until", "absences.until.before-from"));
        } else if (!until.isAfter(clock.instant())) {
            wrong.add(new Violation("/until", "absences.until.past"));
        }
        if (from == null || until == null || !wrong.isEmpty()) {
            throw new InvalidInput(wrong);
        }
        nobodyIsLeft(new Absence(UUID.randomUUID(), userId, from, until, standIn, by))
                .ifPresent(gap -> {
                    throw new InvalidInput(List.of(gap));
                });
        jdbc.sql("""
                        insert into absence (id, user_id, away_from, away_until, stand_in, entered_by, entered_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(UUID.randomUUID(), userId, utc(from), utc(until), standIn, by, utc(clock.instant()))
                .update();
        events.publishEvent(new AbsencesChanged());
    }

    /** The first role whose work somebody does without the new absence, and nobody with it: its name, the first and the last day. */
    private Optional<Violation> nobodyIsLeft(Absence fresh) {
        var before = current();
        var after = new ArrayList<>(before);
        after.add(fresh);
        // who is away changes only where an absence begins or ends
        var moments = after.stream()
                .flatMap(absence -> Stream.of(absence.from(), absence.until()))
                .filter(fresh::covers)
                .filter(moment -> !moment.isBefore(clock.instant()))
                .collect(Collectors.toCollection(TreeSet::new));
        moments.add(fresh.from().isBefore(clock.instant()) ? clock.instant() : fresh.from());
        var all = people();
        for (var role : all.stream()
                .flatMap(person -> person.roles().stream())
                .distinct()
                .sorted()
                .toList()) {
            var members =
                    all.stream().filter(person -> person.roles().contains(role)).toList();
            for (var moment : moments) {
                if (isDone(members, before, moment) && !isDone(members, after, moment)) {
                    var end = moments.stream()
                            .filter(later -> later.isAfter(moment) && isDone(members, after, later))
                            .findFirst()
                            .orElse(fresh.until());
                    return Optional.of(
                            new Violation("/standIn", NOBODY_LEFT, role, dayOf(moment), dayOf(end.minusNanos(1))));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isDone(List<Person> members, List<Absence> absences, Instant moment) {
        var away = absences.stream().filter(absence -> absence.covers(moment)).toList();
        return members.stream()
                .anyMatch(member -> doesTheWorkOf(member.id(), away).isPresent());
    }

    private static String dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, BusinessTime.ZONE).toString();
    }

    /** Somebody is back, or never goes. */
    @Transactional
    public void end(UUID id, String by) {
        var now = utc(clock.instant());
        var ended =
                jdbc.sql("""
                        update absence set ended_by = :by, away_until = case when away_from > :now then away_from else :now end
                        where id = :id and away_until > :now""").param("by", by).param("now", now).param("id", id).update();
        if (ended == 0) {
            throw new NotFound(id.toString());
        }
        events.publishEvent(new AbsencesChanged());
    }

    /** Every absence that is not over, the next to begin first. */
    public List<Absence> current() {
        return jdbc.sql(
                        "select * from absence where away_until > ? and away_until > away_from order by away_from, user_id")
                .param(utc(clock.instant()))
                .query(Absences::absence)
                .list();
    }

    /** Those who are away at this moment. */
    public List<Absence> inForce() {
        var now = clock.instant();
        return current().stream().filter(absence -> absence.covers(now)).toList();
    }

    /** Who does somebody's work now: himself, or who stands in for him, or for that one; empty where nobody does. */
    public Optional<String> doesTheWorkOf(String userId) {
        return doesTheWorkOf(userId, inForce());
    }

    private static Optional<String> doesTheWorkOf(String userId, List<Absence> away) {
        var asked = new HashSet<String>();
        String one = userId;
        while (one != null && asked.add(one)) {
            var candidate = one;
            var absences = away.stream()
                    .filter(absence -> absence.userId().equals(candidate))
                    .toList();
            if (absences.isEmpty()) {
                return Optional.of(candidate);
            }
            one = absences.stream()
                    .map(Absence::standIn)
                    .filter(standIn -> standIn != null && !asked.contains(standIn))
                    .findFirst()
                    .orElse(null);
        }
        return Optional.empty();
    }

    /** Those who do the work of a role although they are not in it, because everybody in it is away. */
    public List<Person> standInsFor(String role) {
        if (inForce().isEmpty()) {
            return List.of();
        }
        var all = members.stream().flatMap(known -> known.all().stream()).toList();
        var own = all.stream().filter(person -> person.roles().contains(role)).toList();
        var at = own.stream()
                .map(person -> doesTheWorkOf(person.id()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (own.stream().anyMatch(person -> at.contains(person.id()))) {
            return List.of();
        }
        return all.stream().filter(person -> at.contains(person.id())).toList();
    }

    /** Everybody who works here. */
    public List<Person> people() {
        return members.stream().flatMap(known -> known.all().stream()).toList();
    }

    private Optional<Person> person(String id) {
        return people().stream().filter(person -> person.id().equals(id)).findFirst();
    }

    private static Absence absence(ResultSet row, int number) throws SQLException {
        return new Absence(
                row.getObject("id", UUID.class),
                row.getString("user_id"),
                row.getObject("away_from", OffsetDateTime.class).toInstant(),
                row.getObject("away_until", OffsetDateTime.class).toInstant(),
                row.getString("stand_in"),
                row.getString("entered_by"));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
