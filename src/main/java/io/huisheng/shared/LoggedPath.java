package io.huisheng.shared;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** The path of a request as a log may keep it: whoever reads a customer's token there could answer in his place. */
public final class LoggedPath {

    private static final Pattern TOKEN = Pattern.compile("^(.*?/s/)[^/]+");

    private LoggedPath() {}

    public static String of(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith(request.getContextPath() + "/s/")
                ? TOKEN.matcher(path).replaceFirst("$1***")
                : path;
    }
}
