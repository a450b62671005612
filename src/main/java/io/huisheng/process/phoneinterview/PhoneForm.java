package io.huisheng.process.phoneinterview;

import io.huisheng.closure.InterviewCall;
import io.huisheng.closure.InterviewCall.Outcome;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads {@code forms/phone-interview.form} as a call; the names of the fields are known here only. */
final class PhoneForm {

    private static final List<String> DIMENSIONS =
            List.of("responseSpeed", "problemSolving", "professionalism", "attitude", "compliance");

    private PhoneForm() {}

    /**
     * The call as it was typed.
     *
     * @param typed the text of a field, stripped; empty where nothing was typed
     * @throws InvalidInput where a moment is none
     */
    static InterviewCall read(UnaryOperator<String> typed) {
        var outcome = Outcome.valueOf(typed.apply("outcome"));
        // A field that the form hid again may still hold what was typed before.
        var reached = outcome == Outcome.REACHED;
        UnaryOperator<String> said = field -> reached ? typed.apply(field) : "";
        Map<String, Integer> dimensions = new LinkedHashMap<>();
        for (var dimension : DIMENSIONS) {
            if (!said.apply(dimension).isEmpty()) {
                dimensions.put(dimension, Integer.valueOf(said.apply(dimension)));
            }
        }
        return new InterviewCall(
                outcome,
                outcome == Outcome.BUSY ? moment("nextCall", typed.apply("nextCall")) : null,
                said.apply("overall").isEmpty() ? null : Integer.valueOf(said.apply("overall")),
                dimensions,
                said.apply("comment"),
                said.apply("suggestion"),
                said.apply("problemClass").isEmpty() ? null : said.apply("problemClass"),
                moment("callEndedAt", said.apply("callEndedAt")),
                said.apply("recording"),
                Boolean.parseBoolean(said.apply("promisesCallBack")),
                typed.apply("note"));
    }

    /** Beijing time where the form says no other. */
    private static @Nullable Instant moment(String field, String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return text.matches(".*(Z|[+-]\\d{2}:\\d{2})")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(BusinessTime.ZONE).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new InvalidInput(List.of(new Violation("/" + field, "closure.interview.moment-unreadable")));
        }
    }
}
