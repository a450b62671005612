package io.huisheng.closure;

import io.huisheng.assessment.Assessment;
import io.huisheng.assessment.Assessments;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.closure.Duty.State;
import io.huisheng.customer.Customers;
import io.huisheng.shared.CaseNo;
import io.huisheng.survey.Response;
import io.huisheng.survey.Responses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/** What the forms of tasks show about a case, read when somebody looks and stored nowhere else. */
@Service
public class Briefs {

    private static final List<String> DIMENSIONS =
            List.of("overall", "responseSpeed", "problemSolving", "professionalism", "attitude", "compliance");

    private final CaseFiles files;
    private final Responses responses;
    private final Assessments assessments;
    private final DutyRows rows;
    private final RecoveryStory recoveries;
    private final Customers customers;
    private final MessageSource messages;

    Briefs(
            CaseFiles files,
            Responses responses,
            Assessments assessments,
            DutyRows rows,
            RecoveryStory recoveries,
            Customers customers,
            MessageSource messages) {
        this.files = files;
        this.responses = responses;
        this.assessments = assessments;
        this.rows = rows;
        this.recoveries = recoveries;
        this.customers = customers;
        this.messages = messages;
    }

    /** The brief of a case, or nothing where there is no such case. */
    public Optional<DutyBrief> of(CaseNo caseNo) {
        return files.find(caseNo).map(this::brief);
    }

    /** What was recorded about the recovery of a case so far, one line each; nothing where it has none. */
    public Optional<String> recoveryOf(CaseNo caseNo) {
        return recoveries.of(caseNo);
    }

    /** The letter that a reply begins with, in the language of the customer; whoever replies says the rest in his own words (E2). */
    public String replyDraftFor(CaseNo caseNo) {
        var locale = customers.contactOf(files.get(caseNo).customerNo()).locale();
        return Objects.requireNonNullElse(messages.getMessage("closure.reply.draft", null, "", locale), "");
    }

    /** What a call to the customer of a round is for, and what he is asked to rate, by the keys of the form (A9, B3). */
    public Map<String, String> callAbout(CaseNo caseNo, int round) {
        var kind = responses.isToBeAskedInPerson(caseNo, round)
                ? "followUp"
                : responses.isAnswered(caseNo, round) ? "answered" : "service";
        return Map.of(
                "callPurpose", say("closure.call.purpose." + kind, kind),
                "callAbout", say("closure.call.about." + kind, kind));
    }

    private DutyBrief brief(CaseFile file) {
        var service = responses.of(file.caseNo());
        // What he said when he was asked once more is what somebody has to act on now, so it stands first.
        var again = responses.toFollowUps(file.caseNo(), file.round());
        return new DutyBrief(
                file.caseNo(),
                product(file),
                said(again, service, this::scores),
                said(again, service, this::words),
                said(again, service, this::tags),
                nextLimit(file.caseNo()));
    }

    private String said(List<Response> again, Optional<Response> service, Function<Response, String> part) {
        var followUps = again.stream()
                .map(part)
                .filter(text -> !text.isBlank())
                .map(text -> say("closure.words.followUp", "") + text);
        return Stream.concat(followUps, service.map(part).filter(text -> !text.isBlank()).stream())
                .collect(Collectors.joining("\n"));
    }

    private static String product(CaseFile file) {
        var service = file.service();
        var types = service.types() == null ? null : String.join("、", service.types());
        return Stream.of(service.productType(), service.productModel(), types, service.resolution())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    }

    private String scores(Response response) {
        var keys = new ArrayList<>(DIMENSIONS);
        response.scores().keySet().stream()
                .sorted()
                .filter(key -> !keys.contains(key))
                .forEach(keys::add);
        return keys.stream()
                .filter(response.scores()::containsKey)
                .map(key -> say("closure.dimension." + key, key) + " "
                        + response.scores().get(key) + "/" + highest(response, key))
                .collect(Collectors.joining("\n"));
    }

    private static String highest(Response response, String key) {
        var scale = response.scales().getOrDefault(key, "1-5");
        return scale.substring(scale.indexOf('-') + 1);
    }

    private String words(Response response) {
        return Stream.concat(
                        written(response, "closure.words."),
                        responses.correctionsOf(response.responseId()).stream()
                                .flatMap(correction -> written(correction, "closure.words.added.")))
                .collect(Collectors.joining("\n"));
    }

    private Stream<String> written(Response response, String label) {
        return Stream.of("comment", "suggestion", "directionsOther")
                .filter(key -> !response.texts().getOrDefault(key, "").isBlank())
                .map(key -> say(label + key, key) + "：" + response.texts().get(key));
    }

    private String tags(Response response) {
        return Stream.concat(Stream.of(response), responses.correctionsOf(response.responseId()).stream())
                .flatMap(answer -> assessments.find(answer.responseId()).stream())
                .map(Briefs::tags)
                .filter(found -> !found.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String tags(Assessment assessment) {
        return Stream.concat(
                        assessment.tags().stream(), assessment.major() ? assessment.threats().stream() : Stream.of())
                .map(tag -> Words.tag(tag.tag()) + "（" + String.join("、", tag.words()) + "）")
                .collect(Collectors.joining("\n"));
    }

    private @Nullable Instant nextLimit(CaseNo caseNo) {
        return rows.of(caseNo).stream()
                .filter(duty -> duty.state() == State.OPEN)
                .map(Duty::dueAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private String say(String key, String otherwise) {
        return Objects.requireNonNullElse(
                messages.getMessage(key, null, otherwise, Locale.SIMPLIFIED_CHINESE), otherwise);
    }
}
