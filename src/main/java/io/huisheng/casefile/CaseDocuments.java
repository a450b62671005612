package io.huisheng.casefile;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Everything the house knows about a case as one document: what the API answers and what the case page shows. */
@Component
class CaseDocuments {

    private static final Set<String> SINGLE_PARTS = Set.of("survey", "response");
    private static final List<String> PARTS = List.of("survey", "response", "duties", "messages");

    private final CaseFiles files;
    private final ObjectProvider<CaseSection> sections;
    private final ObjectProvider<StaffSection> forStaff;
    private final ObjectMapper json = JsonMapper.builder()
            .findAndAddModules()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new MomentSerializer<>(moment -> moment))
                    .addSerializer(OffsetDateTime.class, new MomentSerializer<>(OffsetDateTime::toInstant)))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    CaseDocuments(CaseFiles files, ObjectProvider<CaseSection> sections, ObjectProvider<StaffSection> forStaff) {
        this.files = files;
        this.sections = sections;
        this.forStaff = forStaff;
    }

    ObjectNode empty() {
        return json.createObjectNode();
    }

    /** Something of a room, as it stands in a document. */
    JsonNode written(Object content) {
        return json.valueToTree(content);
    }

    /** What only members of staff are shown beside the document. */
    ObjectNode forStaff(CaseNo caseNo) {
        var parts = json.createObjectNode();
        forStaff.orderedStream().forEach(section -> parts.set(section.name(), json.valueToTree(section.of(caseNo))));
        return parts;
    }

    /** The document of a case that must exist. */
    ObjectNode of(CaseNo caseNo) {
        var file = files.get(caseNo);
        var document = json.createObjectNode();
        document.put("caseNo", file.caseNo().value());
        document.put("stage", file.stage().name());
        document.put("scenario", file.scenario().name());
        document.put("customerNo", file.customerNo());
        if (files.isErased(caseNo)) {
            document.put("customerErased", true);
        }
        document.put("outcome", file.outcome() == null ? null : file.outcome().name());
        document.put("round", file.round());
        document.set("completedAt", json.valueToTree(file.completedAt()));
        document.set("openedAt", json.valueToTree(file.openedAt()));
        document.set("closedAt", json.valueToTree(file.closedAt()));
        document.set("product", product(file.service()));
        document.set("service", service(file.service()));
        for (String part : PARTS) {
            document.set(part, SINGLE_PARTS.contains(part) ? json.nullNode() : json.createArrayNode());
        }
        sections.orderedStream().forEach(section -> {
            var content = section.of(caseNo);
            if (content != null) {
                document.set(section.name(), json.valueToTree(content));
            }
        });
        document.set("timeline", json.valueToTree(files.timeline(caseNo)));
        return document;
    }

    private ObjectNode product(ServiceRecord service) {
        var product = json.createObjectNode();
        product.put("type", service.productType());
        product.put("model", service.productModel());
        return product;
    }

    private ObjectNode service(ServiceRecord record) {
        var service = json.createObjectNode();
        service.set("types", json.valueToTree(record.types() == null ? List.of() : record.types()));
        service.put("channel", record.channel());
        service.put("staffNo", record.staffNo());
        service.put("department", record.department());
        service.set("createdAt", json.valueToTree(record.createdAt()));
        service.set("respondedAt", json.valueToTree(record.respondedAt()));
        service.set("resolvedAt", json.valueToTree(record.resolvedAt()));
        service.put("resolution", record.resolution());
        service.put("escalated", record.escalated());
        return service;
    }

    /** Moments leave the house in business time, to the millisecond, whichever type a room keeps them in. */
    private static final class MomentSerializer<T> extends JsonSerializer<T> {

        private final Function<T, Instant> instant;

        MomentSerializer(Function<T, Instant> instant) {
            this.instant = instant;
        }

        @Override
        public void serialize(T moment, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    instant.apply(moment).truncatedTo(ChronoUnit.MILLIS).atZone(BusinessTime.ZONE)));
        }
    }
}
