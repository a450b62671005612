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
                        new Owner(key.name(), key.customerData()),
                        HexFormat.of().parseHex(key.sha256().toLowerCase(Locale.ROOT))))
                .toList();
    }

    /** Whose key it is, where it is a valid one. */
    Optional<Owner> ownerOf(String key) {
        var digest = sha256(key);
        Optional<Owner> owner = Optional.empty();
        // Every key is compared in full, so the time taken says nothing about which of them came close.
        for (Known known : keys) {
            if (MessageDigest.isEqual(known.digest(), digest)) {
                owner = Optional.of(known.owner());
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

    /** The name of a key, and whether it may hand out and erase the data of customers. */
    record Owner(String name, boolean customerData) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared as records, only digest by digest
    private record Known(Owner owner, byte[] digest) {}
}
