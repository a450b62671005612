package io.huisheng.casefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the document of a case, read with forgiveness: rooms grow, and a page must not break over a field it misses. */
final class Part {

    private final JsonNode node;

    Part(JsonNode node) {
        this.node = node;
    }

    /** Whether there is anything to show. */
    public boolean isPresent() {
        return !isNothing(node);
    }

    /** Whether there is anything to show under this name. */
    public boolean has(String name) {
        return !isNothing(node.path(name));
    }

    /** What is written under this name; null where there is nothing. */
    public @Nullable String text(String name) {
        return written(node.path(name));
    }

    /** This part itself as text. */
    public @Nullable String text() {
        return written(node);
    }

    /** Whether something is said to be so under this name. */
    public boolean isTrue(String name) {
        return node.path(name).asBoolean(false);
    }

    /** The part with this name, empty where there is none. */
    public Part part(String name) {
        return new Part(node.path(name));
    }

    /** The parts listed under this name. */
    public List<Part> parts(String name) {
        List<Part> parts = new ArrayList<>();
        node.path(name).forEach(one -> parts.add(new Part(one)));
        return parts;
    }

    /** The words listed under this name. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        node.path(name).forEach(one -> {
            var text = written(one);
            if (text != null) {
                texts.add(text);
            }
        });
        return texts;
    }

    /** The names of its fields, in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static @Nullable String written(JsonNode node) {
        if (isNothing(node)) {
            return null;
        }
        return node.isValueNode() ? node.asText() : node.toString();
    }

    private static boolean isNothing(JsonNode node) {
        return node instanceof MissingNode
                || node.isNull()
                || (node.isContainerNode() && node.isEmpty())
                || (node.isTextual() && node.textValue().isEmpty());
    }
}
