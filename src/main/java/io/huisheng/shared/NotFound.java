package io.huisheng.shared;

/** Something that is asked for by its key does not exist. Answered with 404. */
public class NotFound extends RuntimeException {

    public NotFound(String what) {
        super(what);
    }
}
