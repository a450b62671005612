package io.huisheng.calendar;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads schedules in the house's own format ({@code calendar/cn.json}), in that of NateScarlet/holiday-cn
 * ({@code {year, days: [{name, date, isOffDay}]}}), or as the bare list of such days.
 */
final class ScheduleReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int LONGEST_HOLIDAY = 31;

    private final SortedMap<Integer, Map<LocalDate, Boolean>> notices = new TreeMap<>();

    private ScheduleReader() {}

    static Schedule read(byte[] content) throws InvalidSchedule {
        var reader = new ScheduleReader();
        reader.readDocument(parsed(content));
        return new Schedule(reader.notices);
    }

    private static JsonNode parsed(byte[] content) throws InvalidSchedule {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException broken) {
            var at = broken.getLocation();
            throw new InvalidSchedule("line %d, column %d: %s"
                    .formatted(
                            at == null ? 1 : at.getLineNr(),
                            at == null ? 1 : at.getColumnNr(),
                            broken.getOriginalMessage()));
        } catch (IOException broken) {
            throw new InvalidSchedule("not readable as JSON in UTF-8: " + broken.getMessage());
        }
    }

    private void readDocument(JsonNode document) throws InvalidSchedule {
        if (document.isArray()) {
            readDays(document, null);
        } else if (document.has("years")) {
            readYears(list(document, "years", "the document"));
        } else if (document.has("days")) {
            var year = year(document, "the document");
            notices.computeIfAbsent(year, none -> new HashMap<>());
            readDays(list(document, "days", "the document"), year);
        } else {
            throw new InvalidSchedule(
                    "the document is neither a list of days nor an object with 'years' or with 'year' and 'days'");
        }
    }

    private void readDays(JsonNode days, @Nullable Integer noticeOf) throws InvalidSchedule {
        for (int i = 0; i < days.size(); i++) {
            var entry = "day " + (i + 1);
            var day = date(text(days.get(i), "date", entry), entry);
            var off = days.get(i).path("isOffDay");
            if (!off.isBoolean()) {
                throw new InvalidSchedule(entry + " (" + day + "): 'isOffDay' must be true or false");
            }
            put(noticeOf == null ? day.getYear() : noticeOf, day, off.booleanValue(), entry);
        }
    }

    private void readYears(JsonNode years) throws InvalidSchedule {
        for (int i = 0; i < years.size(); i++) {
            var year = year(years.get(i), "year " + (i + 1));
            notices.computeIfAbsent(year, none -> new HashMap<>());
            var holidays = list(years.get(i), "holidays", "year " + year);
            for (int j = 0; j < holidays.size(); j++) {
                readHoliday(holidays.get(j), year, "year " + year + ", holiday " + (j + 1));
            }
        }
    }

    private void readHoliday(JsonNode holiday, int year, String entry) throws InvalidSchedule {
        var ends = text(holiday, "off", entry).split("/", 2);
        var first = date(ends[0], entry);
        var last = date(ends[ends.length - 1], entry);
        if (last.isBefore(first) || first.plusDays(LONGEST_HOLIDAY).isBefore(last)) {
            throw new InvalidSchedule(
                    "%s: 'off' must run from an earlier to a later day within %d days, not from %s to %s"
                            .formatted(entry, LONGEST_HOLIDAY, first, last));
        }
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            put(year, day, true, entry);
        }
        for (JsonNode workday : list(holiday, "work", entry)) {
            put(year, date(workday.asText(), entry), false, entry);
        }
    }

    private void put(int year, LocalDate day, boolean off, String entry) throws InvalidSchedule {
        if (Math.abs(day.getYear() - year) > 1) {
            throw new InvalidSchedule("%s: %s has nothing to do with the year %d".formatted(entry, day, year));
        }
        var said = notices.computeIfAbsent(year, none -> new HashMap<>()).put(day, off);
        if (said != null && said != off) {
            throw new InvalidSchedule("%s: %s is both a day off and a workday".formatted(entry, day));
        }
    }

    private static int year(JsonNode owner, String entry) throws InvalidSchedule {
        var year = owner.path("year");
        if (!year.isInt() || year.intValue() < 1949 || year.intValue() > 2999) {
            throw new InvalidSchedule(entry + ": 'year' must be a number such as 2027");
        }
        return year.intValue();
    }

    private static JsonNode list(JsonNode owner, String field, String entry) throws InvalidSchedule {
        var list = owner.path(field);
        if (!list.isArray()) {
            throw new InvalidSchedule(entry + ": '" + field + "' must be a list");
        }
        return list;
    }

    private static String text(JsonNode owner, String field, String entry) throws InvalidSchedule {
        var text = owner.path(field);
        if (!text.isTextual()) {
            throw new InvalidSchedule(entry + ": '" + field + "' must be a text");
        }
        return text.textValue();
    }

    private static LocalDate date(String text, String entry) throws InvalidSchedule {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException unknown) {
            throw new InvalidSchedule(entry + ": '" + text + "' is not a date such as 2027-01-01");
        }
    }
}
