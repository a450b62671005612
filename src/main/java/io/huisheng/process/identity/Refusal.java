package io.huisheng.process.identity;

import java.util.List;

/** Why a request does not reach the engine: the status of the answer, and the key of a message that says how to go on. */
record Refusal(int status, String messageKey, List<Object> arguments) {

    Refusal(int status, String messageKey, Object... arguments) {
        this(status, messageKey, List.of(arguments));
    }
}
