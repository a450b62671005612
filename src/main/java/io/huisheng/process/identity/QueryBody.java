package io.huisheng.process.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What a JSON body mentions, at any depth and however it is escaped, without building anything from it. */
record QueryBody(boolean wellFormed, boolean hasExpression, boolean hasForbiddenType, Set<String> userIds) {

    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxStringLength(64_000)
                    .maxNumberLength(50)
                    .maxNameLength(500)
                    .build())
            .build();

    private static final Set<String> FORBIDDEN_TYPES = Set.of("object", "file", "bytes", "xml");
    private static final Set<String> SERIALIZATION = Set.of("objecttypename", "serializationdataformat");

    static QueryBody of(byte[] body) {
        var expression = false;
        var type = false;
        Set<String> userIds = new HashSet<>();
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    var name = parser.currentName().toLowerCase(Locale.ROOT);
                    expression |= name.endsWith("expression");
                    type |= SERIALIZATION.contains(name);
                } else if (token == JsonToken.VALUE_STRING && parser.currentName() != null) {
                    var value = parser.getText();
                    if ("type".equals(parser.currentName())) {
                        type |= FORBIDDEN_TYPES.contains(value.toLowerCase(Locale.ROOT));
                    } else if ("userId".equals(parser.currentName())) {
                        userIds.add(value);
                    }
                }
            }
            return new QueryBody(true, expression, type, userIds);
        } catch (IOException unreadable) {
            return new QueryBody(false, expression, type, userIds);
        }
    }
}
