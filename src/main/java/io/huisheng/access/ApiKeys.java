package io.huisheng.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The keys with which other systems call: several at a time, each with a name, any of them revocable by settings. */
@Service
class ApiKeys {

    private final List<Known> keys;

    ApiKeys(AccessSettings settings) {
        this.keys = settings.apiKeys().stream()
                .filter(key -> !key.revoked())
                .map(key -> new Known(
                        key.name(), HexFormat.of().parseHex(key.sha256().toLowerCase(Locale.ROOT))))
                .toList();
    }

    /** The name of the key, where it is a valid one. */
    Optional<String> ownerOf(String key) {
        var digest = sha256(key);
        Optional<String> owner = Optional.empty();
        // Every key is compared in full, so the time taken says nothing about which of them came close.
        for (Known known : keys) {
            if (MessageDigest.isEqual(known.digest(), digest)) {
                owner = Optional.of(known.name());
            }
        }
        return owner;
    }

    static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared as records, only digest by digest
    private record Known(String name, byte[] digest) {}
}
