package io.huisheng.assessment;

import io.huisheng.survey.Response;
import java.util.EnumSet;
import java.util.Set;

/** What an answer itself says about whether it can be true (C1, C2). */
final class ValidityCheck {

    private static final String PROBLEM_SOLVING = "problemSolving";

    private final AssessmentSettings settings;

    ValidityCheck(AssessmentSettings settings) {
        this.settings = settings;
    }

    Set<Reason> reasonsAgainst(Response response, Passage text, Scores scores, Dictionary dictionary) {
        var reasons = EnumSet.noneOf(Reason.class);
        if (tooFast(response)) {
            reasons.add(Reason.TOO_FAST);
        }
        if (scores.gap() >= settings.contradiction().gap() || contradictsText(text, scores, dictionary)) {
            reasons.add(Reason.CONTRADICTION);
        }
        if (scores.straightLine()) {
            reasons.add(Reason.STRAIGHT_LINE);
        }
        return reasons;
    }

    /** The state that the worst of the reasons leads to. */
    Validity verdict(Set<Reason> reasons) {
        return reasons.stream()
                .map(reason -> settings.validityOf().getOrDefault(reason, Validity.SUSPECT))
                .max(Enum::compareTo)
                .orElse(Validity.VALID);
    }

    private boolean tooFast(Response response) {
        var speed = settings.speed();
        if (response.secondsTaken() == null || speed.exemptChannels().contains(response.channel())) {
            return false;
        }
        var least = response.fullForm()
                ? speed.fullForm().toSeconds()
                : Math.max(speed.shortForm().toSeconds(), speed.perQuestion().toSeconds() * response.questionsShown());
        return response.secondsTaken() < least;
    }

    /** Only a text that says nothing else contradicts the score: 非常满意，就是慢 with one point is a complaint, not a slip. */
    private static boolean contradictsText(Passage text, Scores scores, Dictionary dictionary) {
        var overall = scores.overall();
        if (claims(dictionary.dissatisfied(), text, dictionary)) {
            return overall != null && overall == 5 && dictionary.lexicon().praises(text, dictionary.negation()) == 0;
        }
        if (!Tagging.read(text, dictionary).tags().isEmpty()) {
            return false;
        }
        var solved = scores.dimension(PROBLEM_SOLVING);
        if (solved != null && solved == 1 && claims(dictionary.solved(), text, dictionary)) {
            return true;
        }
        return overall != null
                && overall == 1
                && claims(dictionary.satisfied(), text, dictionary)
                && dictionary.lexicon().weigh(text, dictionary.negation()).bad() == 0;
    }

    private static boolean claims(Topic claim, Passage text, Dictionary dictionary) {
        return !claim.findIn(text, dictionary.negation()).isEmpty();
    }
}
