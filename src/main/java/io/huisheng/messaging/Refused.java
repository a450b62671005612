package io.huisheng.messaging;

/** A message could not be handed over. The code is short and names no address: it is kept and shown. */
class Refused extends Exception {

    private final String code;
    private final boolean permanent;

    private Refused(String code, boolean permanent) {
        // No cause: what servers answer often repeats the address.
        super(code, null, false, false);
        this.code = code;
        this.permanent = permanent;
    }

    static Refused forNow(String code) {
        return new Refused(code, false);
    }

    static Refused forGood(String code) {
        return new Refused(code, true);
    }

    String code() {
        return code;
    }

    boolean permanent() {
        return permanent;
    }
}
