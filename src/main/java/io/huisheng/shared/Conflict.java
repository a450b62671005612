package io.huisheng.shared;

/** What is asked for contradicts what is already so. Answered with 409 and the message of the key. */
public class Conflict extends RuntimeException {

    private final transient Object[] arguments;

    public Conflict(String messageKey, Object... arguments) {
        super(messageKey);
        this.arguments = arguments;
    }

    public String messageKey() {
        return String.valueOf(getMessage());
    }

    public Object[] arguments() {
        return arguments;
    }
}
