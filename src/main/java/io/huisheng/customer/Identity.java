package io.huisheng.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys by which a customer is recognised, however his address is written. Only their digests are stored: a key is
 * compared, never read, and personal data stays in one table.
 */
final class Identity {

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private Identity() {}

    static String ofCustomer(String customerNo) {
        return "c:" + digest(customerNo);
    }

    /** The key of an e-mail address, or nothing where it is none. */
    static Optional<String> ofEmail(@Nullable String email) {
        return normalisedEmail(email).map(address -> "m:" + digest(address));
    }

    /** The key of a phone number, or nothing where it is none. */
    static Optional<String> ofPhone(@Nullable String phone, String region) {
        return normalisedPhone(phone, region).map(number -> "p:" + digest(number));
    }

    static Optional<String> normalisedEmail(@Nullable String email) {
        return Optional.ofNullable(email)
                .map(address -> address.strip().toLowerCase(Locale.ROOT))
                .filter(address -> EMAIL.matcher(address).matches());
    }

    /** E.164; the extension stays, as colleagues behind one switchboard are different people. */
    static Optional<String> normalisedPhone(@Nullable String phone, String region) {
        if (phone == null || phone.isBlank()) {
            return Optional.empty();
        }
        try {
            var number = PHONES.parse(phone, region);
            if (!PHONES.isValidNumber(number)) {
                return Optional.empty();
            }
            var extension = number.hasExtension() ? ";ext=" + number.getExtension() : "";
            return Optional.of(PHONES.format(number, PhoneNumberFormat.E164) + extension);
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }

    /** E.164, where text messages can reach it. */
    static Optional<String> mobile(@Nullable String phone, String region) {
        if (phone == null || phone.isBlank()) {
            return Optional.empty();
        }
        try {
            var number = PHONES.parse(phone, region);
            var type = PHONES.getNumberType(number);
            return (type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE)
                            && !number.hasExtension()
                    ? Optional.of(PHONES.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }

    private static String digest(String value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
