package io.huisheng.invitation;

import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.customer.Customers;
import io.huisheng.messaging.MessageComposer;
import io.huisheng.messaging.QueuedMessage;
import io.huisheng.shared.BusinessTime;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says what an invitation and its reminder say, from what is true when they leave; every mail carries links of its own. */
@Component
class InvitationComposer implements MessageComposer {

    private final Invitations invitations;
    private final FollowUps followUps;
    private final CaseFiles files;
    private final Customers customers;
    private final InvitationSettings settings;
    private final RewardSettings reward;
    private final MessageSource messages;
    private final ObjectProvider<QuestionCount> questions;
    private final String baseUrl;

    InvitationComposer(
            Invitations invitations,
            FollowUps followUps,
            CaseFiles files,
            Customers customers,
            InvitationSettings settings,
            RewardSettings reward,
            MessageSource messages,
            ObjectProvider<QuestionCount> questions,
            @Value("${huisheng.base-url:http://localhost:${server.port:8080}}") String baseUrl) {
        this.invitations = invitations;
        this.followUps = followUps;
        this.files = files;
        this.customers = customers;
        this.settings = settings;
        this.reward = reward;
        this.messages = messages;
        this.questions = questions;
        this.baseUrl = baseUrl.replaceFirst("/+$", "");
    }

    @Override
    public Set<String> kinds() {
        return Set.of(
                Invitations.INVITATION,
                Invitations.REMINDER,
                Purpose.SPECIAL.messageKind(),
                Purpose.RECOVERY.messageKind());
    }

    @Override
    @Transactional
    public Composition compose(QueuedMessage message) {
        var invitation = Optional.ofNullable(message.reference()).flatMap(invitations::find);
        if (invitation.isEmpty()) {
            return new Withdrawn("NO_INVITATION");
        }
        var reminding = Invitations.REMINDER.equals(message.kind());
        // The first mail may still be on its way when the answer or a reopening overtakes it: then it must not leave.
        if (invitation.get().state() != (reminding ? SurveyState.SENT : SurveyState.SENDING)) {
            return new Withdrawn(invitation.get().state().name());
        }
        var objection = invitations.objectionOf(invitation.get().customerNo());
        if (objection.isPresent()) {
            if (invitation.get().purpose().isFollowUp()) {
                followUps.giveUp(invitation.get().id(), objection.get());
            } else if (!reminding) {
                invitations.giveUp(invitation.get().id(), objection.get());
            }
            return new Withdrawn(objection.get());
        }
        return letter(invitation.get(), reminding);
    }

    private Letter letter(Invitation invitation, boolean reminding) {
        var contact = customers.contactOf(invitation.customerNo());
        var locale = contact.locale();
        var file = files.get(invitation.caseNo());
        var link = baseUrl + "/s/"
                + invitations.issueToken(
                        invitation.id(),
                        reminding ? Invitations.REMINDER : invitation.purpose().messageKind());
        var what = what(file, locale);
        var on = day(file.completedAt(), locale);

        Map<String, Object> model = new HashMap<>();
        model.put("name", Optional.ofNullable(contact.name()).orElse(""));
        model.put("sender", settings.sender().in(locale));
        model.put("what", what);
        model.put("servedOn", on);
        model.put("complaint", file.scenario() == ServiceEvent.Scenario.COMPLAINT);
        model.put("length", length(invitation, locale));
        model.put("link", link);
        model.put("reward", reward.in(locale));
        model.put(
                "expiresOn",
                Optional.ofNullable(invitation.expiresAt())
                        .map(at -> minute(at, locale))
                        .orElse(""));
        return new Letter(
                templateFor(invitation, reminding),
                locale,
                contact.email(),
                customers.mobileOf(invitation.customerNo()).orElse(null),
                model,
                new Object[] {what, on},
                link + "/opt-out");
    }

    private static String templateFor(Invitation invitation, boolean reminding) {
        return switch (invitation.purpose()) {
            case LOOP -> reminding ? "reminder" : "invitation";
            case SPECIAL -> "special-survey";
            case RECOVERY -> "recovery-survey";
        };
    }

    /** How long it takes, by the questionnaire that he will see; empty where nobody can say. */
    private String length(Invitation invitation, Locale locale) {
        return questions.stream()
                .map(count -> count.of(invitation.questionnaire()))
                .flatMapToInt(OptionalInt::stream)
                .mapToObj(AnsweringTime::of)
                .findFirst()
                .map(time -> String.valueOf(messages.getMessage(
                        "invitation.length", new Object[] {time.atLeast(), time.atMost()}, "", locale)))
                .orElse("");
    }

    /** What the customer was served with: his product where it is known, and the kind of service. */
    private String what(CaseFile file, Locale locale) {
        var product = Stream.of(file.service().productType(), file.service().productModel())
                .flatMap(Stream::ofNullable)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        var key = "invitation.scenario." + file.scenario() + (product.isEmpty() ? "" : ".of");
        return String.valueOf(
                messages.getMessage(key, new Object[] {product}, file.scenario().name(), locale));
    }

    private static String day(Instant at, Locale locale) {
        return format(at, locale, "yyyy年M月d日", "d MMMM yyyy");
    }

    private static String minute(Instant at, Locale locale) {
        return format(at, locale, "yyyy年M月d日 HH:mm", "d MMMM yyyy, HH:mm '(Beijing time)'");
    }

    private static String format(Instant at, Locale locale, String chinese, String english) {
        var pattern = Locale.ENGLISH.equals(locale) ? english : chinese;
        return DateTimeFormatter.ofPattern(pattern, locale)
                .withZone(BusinessTime.ZONE)
                .format(at);
    }
}
