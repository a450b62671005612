package io.huisheng.casefile;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody looks for in the list of cases. Everything in it stands in the address, so that a search can be kept as a
 * bookmark; what an old bookmark says and nobody understands any more narrows nothing down.
 *
 * @param text part of a case number, a customer number or a product model
 * @param served the day on which the service was finished (B2)
 * @param further what other rooms filter by: the name of the filter and what was chosen
 */
record CaseQuery(
        String text,
        @Nullable Stage stage,
        ServiceEvent.@Nullable Scenario scenario,
        @Nullable Outcome outcome,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable LocalDate served,
        int page,
        Map<String, String> further) {

    private static final int LONGEST_TEXT = 100;
    private static final int LAST_PAGE = 100_000;

    static CaseQuery of(Map<String, String> parameters, Iterable<CaseFilter> filters, Locale locale) {
        Map<String, String> further = new LinkedHashMap<>();
        for (CaseFilter filter : filters) {
            var chosen = parameters.get(filter.name());
            if (chosen != null && filter.choices(locale).containsKey(chosen)) {
                further.put(filter.name(), chosen);
            }
        }
        var text = parameters.getOrDefault("q", "").strip();
        return new CaseQuery(
                text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text,
                oneOf(Stage.class, parameters.get("stage")),
                oneOf(ServiceEvent.Scenario.class, parameters.get("scenario")),
                oneOf(Outcome.class, parameters.get("outcome")),
                day(parameters.get("from")),
                day(parameters.get("to")),
                day(parameters.get("served")),
                page(parameters.get("page")),
                further);
    }

    /** The address of another page of the same search. */
    public String addressOfPage(int number) {
        var address = UriComponentsBuilder.fromPath("/cases");
        put(address, "q", text.isEmpty() ? null : text);
        put(address, "stage", stage);
        put(address, "scenario", scenario);
        put(address, "outcome", outcome);
        put(address, "from", from);
        put(address, "to", to);
        put(address, "served", served);
        further.forEach((name, value) -> put(address, name, value));
        put(address, "page", number > 1 ? number : null);
        return address.encode().build().toUriString();
    }

    /** Whether anything narrows the list down. */
    public boolean isNarrow() {
        return !addressOfPage(1).equals("/cases");
    }

    private static void put(UriComponentsBuilder address, String name, @Nullable Object value) {
        if (value != null) {
            // As a variable, because only then a plus or an ampersand that somebody looks for is encoded.
            address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
    }

    private static <E extends Enum<E>> @Nullable E oneOf(Class<E> type, @Nullable String name) {
        for (E constant : Objects.requireNonNull(type.getEnumConstants())) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException notADay) {
            return null;
        }
    }

    private static int page(@Nullable String text) {
        try {
            return text == null ? 1 : Math.min(Math.max(Integer.parseInt(text), 1), LAST_PAGE);
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }
}
