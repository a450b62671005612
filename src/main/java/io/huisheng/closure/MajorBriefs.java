package io.huisheng.closure;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.customer.Customers;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/** What the forms of the task force show about a major complaint, read when somebody looks and stored nowhere else. */
@Service
public class MajorBriefs {

    private final MajorRows rows;
    private final DutyRows duties;
    private final CaseFiles files;
    private final Customers customers;
    private final MessageSource messages;
    private final Clock clock;

    MajorBriefs(
            MajorRows rows,
            DutyRows duties,
            CaseFiles files,
            Customers customers,
            MessageSource messages,
            Clock clock) {
        this.rows = rows;
        this.duties = duties;
        this.files = files;
        this.customers = customers;
        this.messages = messages;
        this.clock = clock;
    }

    /** The values by the keys of the forms; empty where no major complaint is being dealt with. */
    public Map<String, String> of(CaseNo caseNo) {
        var open = duties.of(caseNo).stream()
                .filter(duty -> duty.type() == DutyType.MAJOR_COMPLAINT && duty.state() == Duty.State.OPEN)
                .findFirst();
        if (open.isEmpty()) {
            return Map.of();
        }
        var records = rows.of(open.get().id());
        var language =
                customers.contactOf(files.get(caseNo).customerNo()).locale().getLanguage();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("contactsSoFar", joined(records, List.of("FIRST_CONTACT", "CONFIRMATION")));
        values.put("agreedSolution", newest(records, "SOLUTION"));
        values.put("decisionSoFar", newest(records, "DECISION"));
        values.put("progressSoFar", newest(records, "PROGRESS"));
        values.put("customerLanguage", say("language." + language));
        values.put("contactMoment", BusinessTime.minute(clock.instant()));
        return values;
    }

    /** The letter about the progress as it begins, in the language of the customer; whoever tells it fills in the rest (E5). */
    public String progressDraftFor(CaseNo caseNo) {
        var locale = customers.contactOf(files.get(caseNo).customerNo()).locale();
        return Objects.requireNonNullElse(messages.getMessage("closure.major.progress.draft", null, "", locale), "");
    }

    private String joined(List<MajorRows.Entry> records, List<String> kinds) {
        var lines = records.stream()
                .filter(entry -> kinds.contains(entry.kind()))
                .map(this::line)
                .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? say("none") : lines;
    }

    private String newest(List<MajorRows.Entry> records, String kind) {
        return records.stream()
                .filter(entry -> kind.equals(entry.kind()))
                .reduce((earlier, later) -> later)
                .map(this::line)
                .orElseGet(() -> say("none"));
    }

    private String line(MajorRows.Entry entry) {
        return switch (entry.kind()) {
            case "FIRST_CONTACT", "CONFIRMATION" ->
                say(
                        "contact.line",
                        moment(entry.contactedAt()),
                        say("channel." + entry.channel()),
                        say("outcome." + entry.code()),
                        said(entry));
            case "SOLUTION" -> say("solution.line", entry.text(), entry.more(), entry.finishBy());
            default -> BusinessTime.minute(entry.at()) + " " + entry.text();
        };
    }

    private String said(MajorRows.Entry entry) {
        var promised = Objects.requireNonNullElse(entry.more(), "");
        return promised.isEmpty() ? entry.text() : say("said.line", entry.text(), promised);
    }

    private static String moment(@Nullable Instant moment) {
        return moment == null ? "" : BusinessTime.minute(moment);
    }

    private String say(String key, @Nullable Object... arguments) {
        var text = messages.getMessage("closure.major." + key, arguments, key, Locale.SIMPLIFIED_CHINESE);
        return Objects.requireNonNullElse(text, key);
    }
}
