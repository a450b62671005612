package io.huisheng.messaging;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Exactly one plain address. Lists, groups, display names, routes, comments and quoting are how headers get injected. */
final class Mailbox {

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final Pattern DOMAIN = Pattern.compile(
            "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    private Mailbox() {}

    /** The address, its domain in the form that travels; null where the text is anything but one address. */
    static @Nullable InternetAddress parse(String text) {
        var at = text.lastIndexOf('@');
        if (at < 1 || at > 64 || text.length() > 254) {
            return null;
        }
        try {
            var local = text.substring(0, at);
            var domain = IDN.toASCII(text.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
            if (!LOCAL.matcher(local).matches() || !DOMAIN.matcher(domain).matches()) {
                return null;
            }
            return new InternetAddress(local + "@" + domain, true);
        } catch (IllegalArgumentException | AddressException notOne) {
            return null;
        }
    }
}
