package io.huisheng.invitation;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How many questions a questionnaire asks; known to the room that shows it. */
public interface QuestionCount {

    /** The number of questions of the version in force; nothing where none can be asked. {@code null} is the usual questionnaire. */
    OptionalInt of(@Nullable String questionnaire);
}
