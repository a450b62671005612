package io.huisheng.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What the State Council announced: the years that come with the house, changed by the files beside it. Files are read
 * again when they change; a file that is not valid changes nothing.
 */
@Component
class StatutoryCalendar {

    private static final Logger LOG = LoggerFactory.getLogger(StatutoryCalendar.class);
    private static final long LARGEST_FILE = 1 << 20;

    private final Schedule shipped = shipped();
    private final Optional<Path> file;
    private final Path folder;
    private final CalendarGaps gaps;

    private Map<Path, Known> files = Map.of();
    private volatile Schedule schedule = shipped;

    StatutoryCalendar(
            CalendarSettings settings, @Value("${huisheng.data-dir:./data}") String dataDir, CalendarGaps gaps) {
        // Texts, not paths: Spring looks for a relative path on the class path first.
        this.file = Optional.ofNullable(settings.file()).map(Path::of);
        this.folder = Path.of(dataDir, "calendar");
        this.gaps = gaps;
        rereadWhatChanged();
    }

    Schedule schedule() {
        return schedule;
    }

    @Scheduled(
            initialDelayString = "${huisheng.calendar.reread-every:PT1M}",
            fixedDelayString = "${huisheng.calendar.reread-every:PT1M}")
    synchronized void rereadWhatChanged() {
        Map<Path, Known> found = new LinkedHashMap<>();
        for (var path : paths()) {
            var before = files.get(path);
            var stamp = Stamp.of(path);
            found.put(path, before != null && before.stamp().equals(stamp) ? before : read(path, stamp, before));
        }
        if (!found.equals(files)) {
            files = found;
            var changed = shipped;
            for (var known : found.values()) {
                changed = changed.changedBy(known.schedule());
            }
            schedule = changed;
            LOG.atInfo().addKeyValue("knownYears", changed.knownYears()).log("Holiday schedules are in force");
        }
        gaps.now(
                schedule,
                found.entrySet().stream()
                        .filter(entry -> entry.getValue().refused())
                        .map(entry -> String.valueOf(entry.getKey().getFileName()))
                        .toList());
    }

    private Known read(Path path, Stamp stamp, @Nullable Known before) {
        try {
            if (stamp.size() > LARGEST_FILE) {
                throw new InvalidSchedule("larger than 1 MiB");
            }
            return new Known(stamp, ScheduleReader.read(Files.readAllBytes(path)), false);
        } catch (InvalidSchedule invalid) {
            refuse(path, String.valueOf(invalid.getMessage()));
        } catch (IOException unreadable) {
            refuse(path, "cannot be read: " + unreadable);
        }
        return new Known(stamp, before == null ? Schedule.EMPTY : before.schedule(), true);
    }

    private static void refuse(Path path, String reason) {
        LOG.atError()
                .addKeyValue("file", path.toAbsolutePath())
                .addKeyValue("reason", reason)
                .log("Holiday schedule refused, what was known before stays in force");
    }

    /** The folder first: the file that somebody named in the settings has the last word. */
    private List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                inside.filter(path -> path.toString().endsWith(".json"))
                        .sorted()
                        .forEach(paths::add);
            } catch (IOException | UncheckedIOException unreadable) {
                refuse(folder, "cannot be listed: " + unreadable);
                return List.copyOf(files.keySet());
            }
        }
        file.ifPresent(paths::add);
        return paths;
    }

    private static Schedule shipped() {
        try (var content = new ClassPathResource("calendar/cn.json").getInputStream()) {
            return ScheduleReader.read(content.readAllBytes());
        } catch (IOException | InvalidSchedule broken) {
            throw new IllegalStateException("The holiday schedule that comes with the house is broken", broken);
        }
    }

    /** What was read from one file, or what stays of it since it was refused. */
    private record Known(Stamp stamp, Schedule schedule, boolean refused) {}

    /** By what a change of a file is noticed. */
    private record Stamp(long size, @Nullable FileTime changedAt) {

        static Stamp of(Path path) {
            try {
                return new Stamp(Files.size(path), Files.getLastModifiedTime(path));
            } catch (IOException absent) {
                return new Stamp(-1, null);
            }
        }
    }
}
