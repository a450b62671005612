package io.huisheng.directory;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A member of staff with his roles, and where he is reached in person if that is known. */
public record Person(
        String id, String name, Set<String> roles, @Nullable String email) {}
