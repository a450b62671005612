package io.huisheng.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.messaging.OutboxRows.Claimed;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Notices to the roles of the house, through the group robot that each role has in WeCom. */
@Component
class RobotCarrier implements Carrier {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n]]+");
    private static final ChannelSettings.Robot BY_DEFAULT =
            new ChannelSettings.Robot("", "", Duration.ofSeconds(10), Duration.ofMinutes(10), 20);

    /** What WeCom takes in one message. */
    private static final int MOST_BYTES = 2048;

    private final ChannelSettings settings;
    private final Map<String, ChannelSettings.Robot> robots = new HashMap<>();
    private final ShortTexts texts;
    private final GatewayTokens tokens;
    private final ObjectProvider<GatewayAddress> ownGateways;
    private final Clock clock;
    private final HttpClient client = Gateway.client();
    private final Map<String, Gateway> gateways = new ConcurrentHashMap<>();

    RobotCarrier(
            ChannelSettings settings,
            ShortTexts texts,
            GatewayTokens tokens,
            ObjectProvider<GatewayAddress> ownGateways,
            Clock clock) {
        this.settings = settings;
        this.texts = texts;
        this.tokens = tokens;
        this.ownGateways = ownGateways;
        this.clock = clock;
        settings.wecom().forEach((role, robot) -> {
            robots.put(plain(role), robot);
            if (!robot.url().isBlank()) {
                Gateway.address("huisheng.messaging.wecom." + role + ".url", robot.url());
            }
        });
    }

    @Override
    public Channel channel() {
        return Channel.WECOM;
    }

    @Override
    public boolean serves(@Nullable String role) {
        return role != null && addressOf(role).isPresent();
    }

    private Optional<String> addressOf(String role) {
        return Optional.of(robotOf(role).url())
                .filter(url -> !url.isBlank())
                .or(() -> ownGateways.stream()
                        .flatMap(own -> own.robotOf(role).stream())
                        .findFirst());
    }

    private ChannelSettings.Robot robotOf(String role) {
        return robots.getOrDefault(plain(role), BY_DEFAULT);
    }

    /** Names of environment variables have no hyphens. */
    private static String plain(String role) {
        return role.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** The most patient of them: a role whose robot is given up earlier has its mail earlier. */
    @Override
    public Duration giveUpAfter() {
        return settings.wecom().values().stream()
                .map(ChannelSettings.Robot::giveUpAfter)
                .max(Duration::compareTo)
                .orElse(BY_DEFAULT.giveUpAfter());
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
            var role = message.role();
            if (role == null || !serves(role)) {
                throw Refused.forGood("NO_ROBOT");
            }
            gatewayOf(role).look();
            tokens.take("wecom:" + role, robotOf(role).perMinute());
        }

        @Override
        public Parcel pack(Claimed message, Letter letter) throws Refused, JsonProcessingException {
            var role = message.role();
            var address = role == null ? Optional.<String>empty() : addressOf(role);
            if (role == null || address.isEmpty()) {
                throw Refused.forGood("NO_ROBOT");
            }
            var text = CONTROLS.matcher(texts.of(Channel.WECOM, message, letter))
                    .replaceAll(" ")
                    .strip();
            if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
                throw Refused.forGood("WECOM_TOO_LONG");
            }
            var body = JSON.writeValueAsString(Map.of("msgtype", "text", "text", Map.of("content", text)));
            return () -> {
                gatewayOf(role).post(signed(address.get(), robotOf(role).secret()), body, message.headers());
                return null;
            };
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private Gateway gatewayOf(String role) {
        return gateways.computeIfAbsent(
                role,
                name -> new Gateway(
                        client,
                        "WECOM",
                        robotOf(name).timeout(),
                        new Circuit("wecom:" + name, settings.circuit(), System::nanoTime)));
    }

    /** As group robots do it: the timestamp goes along, and with it the digest of timestamp and secret. */
    private URI signed(String address, String secret) {
        if (secret.isBlank()) {
            return URI.create(address);
        }
        var timestamp = clock.millis();
        var signature = Base64.getEncoder().encodeToString(Gateway.signature(secret, timestamp + "\n" + secret));
        return URI.create(address + (address.contains("?") ? "&" : "?") + "timestamp=" + timestamp + "&sign="
                + URLEncoder.encode(signature, StandardCharsets.UTF_8));
    }
}
