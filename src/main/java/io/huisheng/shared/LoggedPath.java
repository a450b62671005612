package io.huisheng.shared;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * The path of a request as a log may keep it: whoever reads a customer's token there could answer in his place, and a customer
 * number would outlive his erasure.
 */
public final class LoggedPath {

    private static final Pattern HIDDEN = Pattern.compile("^(/s/|/customers/|/api/v1/customers/)[^/]+");

    private LoggedPath() {}

    public static String of(HttpServletRequest request) {
        var context = request.getContextPath();
        return context
                + HIDDEN.matcher(request.getRequestURI().substring(context.length()))
                        .replaceFirst("$1***");
    }
}
