package io.huisheng.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Rate limits by caller. */
@Service
public class CallerLimits {

    private static final int MOST_CALLERS = 200_000;

    private final Map<String, Turns> limits;

    CallerLimits(AccessSettings settings) {
        this.limits = new HashMap<>();
        settings.limits().forEach((name, limit) -> limits.put(name, new Turns(limit)));
    }

    /** Takes one turn of a named limit for a caller; returns how long he must wait where there is none left. */
    public Optional<Duration> take(String limit, String caller) {
        var turns = limits.get(limit);
        if (turns == null) {
            throw new IllegalArgumentException("Nobody has set huisheng.access.limits." + limit);
        }
        var turn = turns.of(caller).tryConsumeAndReturnRemaining(1);
        return turn.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(turn.getNanosToWaitForRefill()));
    }

    /** Whole seconds for the header {@code Retry-After}, at least one. */
    public static long retryAfter(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /**
     * The caller of a request by his address, as the connection tells it: a header that he writes himself proves nothing.
     * One subscriber owns a whole IPv6 /64, so he counts as one.
     */
    public static String addressOf(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        if (address.indexOf(':') < 0) {
            return address;
        }
        return networkOf(address);
    }

    private static String networkOf(String address) {
        var zone = address.indexOf('%');
        var plain = zone < 0 ? address : address.substring(0, zone);
        var mappedFrom = plain.lastIndexOf(':') + 1;
        if (plain.indexOf('.', mappedFrom) > 0) {
            return plain.substring(mappedFrom);
        }
        var gap = plain.indexOf("::");
        var head = (gap < 0 ? plain : plain.substring(0, gap)).split(":", -1);
        var network = new StringBuilder();
        for (int group = 0; group < 4; group++) {
            network.append(group < head.length && !head[group].isEmpty() ? head[group] : "0")
                    .append(':');
        }
        return network.append(":/64").toString();
    }

    /** What is left to each caller of one limit; whoever stays away long enough is forgotten. */
    private static final class Turns {

        private final Bandwidth bandwidth;
        private final Cache<String, Bucket> buckets;

        private Turns(AccessSettings.Limit limit) {
            this.bandwidth = Bandwidth.builder()
                    .capacity(limit.capacity())
                    .refillGreedy(limit.rate(), limit.period())
                    .build();
            this.buckets = Caffeine.newBuilder()
                    .maximumSize(MOST_CALLERS)
                    .expireAfterAccess(limit.memory())
                    .build();
        }

        private Bucket of(String caller) {
            return buckets.get(
                    caller, absent -> Bucket.builder().addLimit(bandwidth).build());
        }
    }
}
