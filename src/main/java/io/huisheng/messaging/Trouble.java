package io.huisheng.messaging;

/** Which trouble the code of a failed attempt stands for; there are words for each trouble, not for each code. */
final class Trouble {

    private Trouble() {}

    /** The key behind {@code message.reason.}; the code itself where it stands for no other. */
    static String of(String code) {
        if (code.startsWith("SMTP_5")) {
            return "ADDRESS_REFUSED";
        }
        if (code.startsWith("COMPOSER") || code.equals("NO_COMPOSER")) {
            return "NOT_COMPOSED";
        }
        if (code.startsWith("SMTP_CONNECT") || code.startsWith("SMTP_TIMEOUT")) {
            return "SERVER_UNREACHABLE";
        }
        if (code.matches("(SMS|WECOM)_(4\\d\\d|SAID_.*)")) {
            return "GATEWAY_REFUSED";
        }
        if (code.matches("(SMS|WECOM)_(5\\d\\d|CONNECT|TIMEOUT|IO|CIRCUIT_OPEN)")) {
            return "GATEWAY_UNREACHABLE";
        }
        return code.replaceFirst("^(SMS|WECOM)_(?=NO_TEXT|TOO_LONG|OFF)", "");
    }
}
