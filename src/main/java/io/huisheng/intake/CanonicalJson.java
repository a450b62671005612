package io.huisheng.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** Tells whether two bodies say the same, however their fields are ordered and spaced. */
final class CanonicalJson {

    private CanonicalJson() {}

    /** The SHA-256 of what the document says, in hexadecimal. */
    static String hash(JsonNode document) {
        var canonical = new StringBuilder();
        append(canonical, document);
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Every text is preceded by its length, so no content can pretend to be structure. */
    private static void append(StringBuilder canonical, JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                List<String> names = new ArrayList<>();
                node.fieldNames().forEachRemaining(names::add);
                Collections.sort(names);
                canonical.append('{').append(names.size());
                names.forEach(name -> {
                    append(canonical, 's', name);
                    append(canonical, node.path(name));
                });
            }
            case ARRAY -> {
                canonical.append('[').append(node.size());
                node.forEach(item -> append(canonical, item));
            }
            case STRING -> append(canonical, 's', node.textValue());
            default -> append(canonical, 'v', node.asText());
        }
    }

    private static void append(StringBuilder canonical, char kind, String text) {
        canonical.append(kind).append(text.length()).append(':').append(text);
    }
}
