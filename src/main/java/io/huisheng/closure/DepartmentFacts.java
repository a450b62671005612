package io.huisheng.closure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code responsible-department.dmn} decides on (E9).
 *
 * @param tags what the customer wrote about, in the words of the dictionary; empty where he wrote nothing
 * @param problemClass RESPONSE, ATTITUDE, PROFESSIONALISM, SOLUTION or OTHER; null where nothing tells
 */
public record DepartmentFacts(
        List<String> tags,
        @Nullable String problemClass,
        String scenario,
        @Nullable String productType,
        List<String> serviceTypes) {}
