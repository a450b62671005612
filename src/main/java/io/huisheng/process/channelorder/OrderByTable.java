package io.huisheng.process.channelorder;

import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.customer.Customers;
import io.huisheng.messaging.Channel;
import io.huisheng.messaging.ChannelOrder;
import io.huisheng.messaging.NewMessage;
import io.huisheng.messaging.Outbox;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks {@code bpmn/channel-order.dmn}, in the version in force, which way a message goes and which way it goes then. */
@Component
class OrderByTable implements ChannelOrder {

    private static final String TABLE = "channel-order";

    private final DecisionService decisions;
    private final CaseFiles files;
    private final Customers customers;
    // The outbox asks us, so it must exist first.
    private final ObjectProvider<Outbox> outbox;

    OrderByTable(DecisionService decisions, CaseFiles files, Customers customers, ObjectProvider<Outbox> outbox) {
        this.decisions = decisions;
        this.files = files;
        this.customers = customers;
        this.outbox = outbox;
    }

    @Override
    public List<Channel> of(NewMessage message) {
        var verdict =
                decisions.evaluateDecisionTableByKey(TABLE, factsOf(message)).getSingleResult();
        String channels = verdict == null ? "" : verdict.getEntry("channels");
        return Arrays.stream(channels.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Channel::valueOf)
                .toList();
    }

    /** Nothing that tells who somebody is: the engine keeps what a table was asked. */
    private Map<String, Object> factsOf(NewMessage message) {
        var file = files.get(message.caseNo());
        var customer = customers.profileOf(file.customerNo());
        var offers = outbox.getObject();
        var facts = new HashMap<String, Object>();
        facts.put("audience", message.role() == null ? "CUSTOMER" : "STAFF");
        facts.put("kind", message.kind());
        facts.put("planned", message.channel().name());
        facts.put("customerTier", customer.tier() == null ? "STANDARD" : customer.tier());
        facts.put("language", contactLanguage(customer.language()));
        facts.put("scenario", scenarioOf(file));
        facts.put("hasEmail", customer.hasEmail());
        facts.put(
                "hasMobile",
                offers.offers(Channel.SMS, null)
                        && customers.mobileOf(file.customerNo()).isPresent());
        facts.put("hasRobot", message.role() != null && offers.offers(Channel.WECOM, message.role()));
        return facts;
    }

    private static String contactLanguage(@Nullable String language) {
        return language != null && language.startsWith("en") ? "en" : "zh";
    }

    private static String scenarioOf(CaseFile file) {
        return file.scenario().name();
    }
}
