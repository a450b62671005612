package io.huisheng.casefile;

import io.huisheng.shared.BusinessTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds cases by what is known about them, the newest round first. */
@Component
class CaseSearch {

    static final int PAGE_SIZE = 20;

    private static final String LIKE_ESCAPE = "!";

    private final JdbcClient jdbc;
    private final CaseFileRows rows;
    private final ObjectProvider<CaseFilter> filters;

    CaseSearch(JdbcClient jdbc, CaseFileRows rows, ObjectProvider<CaseFilter> filters) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.filters = filters;
    }

    Found find(CaseQuery query) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> values = new HashMap<>();
        if (!query.text().isEmpty()) {
            conditions.add("(lower(f.case_no) like :text escape '!' or lower(f.customer_no) like :text escape '!'"
                    + " or lower(f.product_model) like :text escape '!')");
            values.put("text", "%" + literal(query.text().toLowerCase(Locale.ROOT)) + "%");
        }
        if (query.stage() != null) {
            conditions.add("f.stage = :stage");
            values.put("stage", query.stage().name());
        }
        if (query.scenario() != null) {
            conditions.add("f.scenario = :scenario");
            values.put("scenario", query.scenario().name());
        }
        if (query.outcome() != null) {
            conditions.add("f.outcome = :outcome");
            values.put("outcome", query.outcome().name());
        }
        if (query.from() != null) {
            conditions.add("f.opened_at >= :from");
            values.put("from", startOf(query.from()));
        }
        if (query.to() != null) {
            conditions.add("f.opened_at < :until");
            values.put("until", startOf(query.to().plusDays(1)));
        }
        if (query.served() != null) {
            conditions.add("f.completed_at >= :servedFrom and f.completed_at < :servedUntil");
            values.put("servedFrom", startOf(query.served()));
            values.put("servedUntil", startOf(query.served().plusDays(1)));
        }
        for (CaseFilter filter : filters) {
            var chosen = query.further().get(filter.name());
            if (chosen != null) {
                var parameter = "further" + values.size();
                conditions.add("(" + filter.condition().replace(":value", ":" + parameter) + ")");
                values.put(parameter, chosen);
            }
        }
        var where = " from case_file f where " + String.join(" and ", conditions);
        long total = jdbc.sql("select count(*)" + where)
                .params(values)
                .query(Long.class)
                .single();
        int last = (int) Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = Math.min(query.page(), last);
        var cases = jdbc.sql("select f.*" + where + " order by f.opened_at desc, f.case_no limit :limit offset :offset")
                .params(values)
                .param("limit", PAGE_SIZE)
                .param("offset", (page - 1) * PAGE_SIZE)
                .query((row, number) -> rows.read(row))
                .list();
        return new Found(cases, total, page, last);
    }

    Map<Stage, Long> countByStage() {
        Map<Stage, Long> counts = new HashMap<>();
        jdbc.sql("select stage, count(*) as cases from case_file group by stage")
                .query(row -> {
                    counts.put(Stage.valueOf(row.getString("stage")), row.getLong("cases"));
                });
        return counts;
    }

    long countOpenedSince(Instant moment) {
        return jdbc.sql("select count(*) from case_file where opened_at >= :moment")
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    long countOfKindSince(String kind, Instant moment) {
        return jdbc.sql("select count(*) from timeline_entry where kind = :kind and happened_at >= :moment")
                .param("kind", kind)
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private static OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay(BusinessTime.ZONE).toInstant().atOffset(ZoneOffset.UTC);
    }

    private static String literal(String text) {
        return text.replace(LIKE_ESCAPE, "!!").replace("%", "!%").replace("_", "!_");
    }

    /** One page of what was found. */
    record Found(List<CaseFile> cases, long total, int page, int lastPage) {}
}
