package io.huisheng.invitation;

/**
 * How many minutes a questionnaire asks of a customer, said in the invitation and on the page: twenty seconds for a question that
 * is only ticked, thirty where somebody thinks about it.
 */
public record AnsweringTime(int atLeast, int atMost) {

    /** The time for this number of questions, in whole minutes and never none. */
    public static AnsweringTime of(int questions) {
        return new AnsweringTime(Math.max(1, Math.round(questions / 3f)), Math.max(1, (questions + 1) / 2));
    }
}
