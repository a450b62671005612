package io.huisheng.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.messaging.OutboxRows.Claimed;
import io.huisheng.shared.BusinessTime;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Text messages to customers, through the gateway of a provider. They carry the sign of the sender, a way to opt out where they
 * ask for something, and they wait for the morning.
 */
@Component
class SmsCarrier implements Carrier {

    private static final String NAME = "sms";
    private static final String MAINLAND = "+86";
    private static final Set<String> ASKING = Set.of("INVITATION", "REMINDER", "SPECIAL_SURVEY", "RECOVERY_SURVEY");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

    private final ChannelSettings.Sms settings;
    private final ShortTexts texts;
    private final GatewayTokens tokens;
    private final ObjectProvider<GatewayAddress> ownGateways;
    private final Clock clock;
    private final Gateway gateway;
    private final @Nullable URI configured;

    SmsCarrier(
            ChannelSettings settings,
            ShortTexts texts,
            GatewayTokens tokens,
            ObjectProvider<GatewayAddress> ownGateways,
            Clock clock) {
        this.settings = settings.sms();
        this.texts = texts;
        this.tokens = tokens;
        this.ownGateways = ownGateways;
        this.clock = clock;
        this.gateway = new Gateway(
                Gateway.client(),
                "SMS",
                this.settings.timeout(),
                new Circuit(NAME, settings.circuit(), System::nanoTime));
        this.configured = this.settings.url().isBlank()
                ? null
                : Gateway.address("huisheng.messaging.sms.url", this.settings.url());
        refuseWrongTemplate();
    }

    private void refuseWrongTemplate() {
        var template = settings.template();
        try {
            var body = body(Map.of("phone", "1", "e164", "1", "text", "1", "id", "1", "kind", "1", "sign", "1"));
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readTree(body);
            if (template.contains("{text}") && (template.contains("{phone}") || template.contains("{e164}"))) {
                return;
            }
        } catch (JsonProcessingException noJson) {
            // said below
        }
        throw new IllegalArgumentException(
                "Setting huisheng.messaging.sms.template must be JSON that contains {text} and {phone} or {e164}");
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean serves(@Nullable String role) {
        return role == null && address().isPresent();
    }

    /** Whether customers without an e-mail address are asked by text message rather than called. */
    boolean asks() {
        return settings.surveys() && serves(null);
    }

    private Optional<URI> address() {
        return Optional.ofNullable(configured)
                .or(() -> ownGateways.stream()
                        .flatMap(own -> own.sms().stream())
                        .map(URI::create)
                        .findFirst());
    }

    @Override
    public Duration giveUpAfter() {
        return settings.giveUpAfter();
    }

    @Override
    public Connection open() {
        return new Requests();
    }

    private final class Requests implements Connection {

        @Override
        public void reopenIfLost() {
            // each request stands for itself
        }

        @Override
        public void admit(Claimed message) throws Refused, NotYet {
            if (!serves(message.role())) {
                throw Refused.forGood("SMS_OFF");
            }
            waitForTheMorning();
            gateway.look();
            tokens.take(NAME, settings.perMinute());
        }

        @Override
        public Parcel pack(Claimed message, Letter letter) throws Refused {
            var address = address().orElseThrow(() -> Refused.forGood("SMS_OFF"));
            var phone = letter.phone();
            if (phone == null || !E164.matcher(phone).matches()) {
                throw Refused.forGood("NO_PHONE");
            }
            var text = text(message, letter);
            var id = message.stableId();
            var body = body(Map.of(
                    "phone",
                    phone.startsWith(MAINLAND) ? phone.substring(MAINLAND.length()) : phone,
                    "e164",
                    phone,
                    "text",
                    text,
                    "id",
                    id,
                    "kind",
                    message.kind(),
                    "sign",
                    settings.sign()));
            return () -> {
                gateway.post(address, body, headers(message, body));
                return null;
            };
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private void waitForTheMorning() throws NotYet {
        var now = clock.instant();
        var morning = morningAfter(now);
        if (morning.isAfter(now)) {
            throw NotYet.until(morning);
        }
    }

    private Instant morningAfter(Instant now) {
        var from = settings.quietFrom();
        var until = settings.quietUntil();
        var local = now.atZone(BusinessTime.ZONE);
        var time = local.toLocalTime();
        var overnight = from.isAfter(until);
        var quiet =
                overnight ? !time.isBefore(from) || time.isBefore(until) : !time.isBefore(from) && time.isBefore(until);
        if (!quiet) {
            return now;
        }
        var morning = local.with(until);
        return (morning.isAfter(local) ? morning : morning.plusDays(1)).toInstant();
    }

    private String text(Claimed message, Letter letter) throws Refused {
        // Brackets of this kind are for the sign alone: a second pair could name another sender.
        var words = OneLine.of(texts.of(Channel.SMS, message, letter))
                .replace('【', '[')
                .replace('】', ']')
                .replaceAll(" {2,}", " ");
        var ending = ASKING.contains(message.kind())
                ? " " + (ShortTexts.isEnglish(letter) ? settings.optOutEn() : settings.optOut())
                : "";
        var text = "【" + settings.sign() + "】" + words + ending;
        if (text.codePointCount(0, text.length()) > settings.longest()) {
            // Half an answer would be worse than none, and staff hear that it did not arrive.
            throw Refused.forGood("SMS_TOO_LONG");
        }
        return text;
    }

    /** Fills in everything at once, so that nothing filled in is taken for a placeholder. */
    private String body(Map<String, String> values) {
        return PLACEHOLDER
                .matcher(settings.template())
                .replaceAll(found -> Matcher.quoteReplacement(Optional.ofNullable(values.get(found.group(1)))
                        .map(value ->
                                String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value)))
                        .orElse(found.group())));
    }

    private Map<String, String> headers(Claimed message, String body) {
        var headers = new HashMap<>(message.headers());
        if (!settings.authorization().isBlank()) {
            headers.put("Authorization", settings.authorization());
        }
        if (!settings.secret().isBlank()) {
            var timestamp = String.valueOf(clock.millis());
            headers.put("X-Timestamp", timestamp);
            headers.put(
                    "X-Signature",
                    HexFormat.of().formatHex(Gateway.signature(settings.secret(), timestamp + "\n" + body)));
        }
        return headers;
    }
}
