package io.huisheng.shared;

/** The number under which the service organisation knows a case; it is the business key of every process instance. */
public record CaseNo(String value) {

    @Override
    public String toString() {
        return value;
    }
}
