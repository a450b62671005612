package io.huisheng.invitation;

/** The customer must not be asked after all; the reason is recorded on the invitation. */
public class NotInvited extends Exception {

    public NotInvited(String reason) {
        super(reason);
    }
}
