package io.huisheng.shared;

import java.util.List;

/** Input that breaks its rules; carries every wrong field at once. Answered with 400. */
public class InvalidInput extends RuntimeException {

    private final transient List<Violation> violations;

    public InvalidInput(List<Violation> violations) {
        super("invalid-input");
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }
}
