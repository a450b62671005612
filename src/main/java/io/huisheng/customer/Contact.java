package io.huisheng.customer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a customer is reached: the personal data that only those see who need it. */
public record Contact(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String wecomId,
        String language) {

    /** The language to write in: English for whoever reads it in any spelling ({@code en}, {@code EN-us}), otherwise Chinese. */
    public Locale locale() {
        return language.toLowerCase(Locale.ROOT).startsWith("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }
}
