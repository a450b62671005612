package io.huisheng.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.huisheng.access.AccessSettings.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

@DisplayName("Limits by caller")
class CallerLimitsTest {

    @Test
    void letABurstThroughAndThenSayHowLongToWait() {
        var limits = limits(Map.of("answers", new Limit(0, 1, 3)));

        for (int turn = 0; turn < 3; turn++) {
            assertThat(limits.take("answers", "a")).isEmpty();
        }
        assertThat(limits.take("answers", "a"))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60)));
        assertThat(limits.take("answers", "b")).isEmpty();
    }

    @Test
    void countEveryCallerOnceHoweverManyComeAtOnce() throws Exception {
        var limits = limits(Map.of("answers", new Limit(0, 50, null)));
        var through = new AtomicInteger();
        var pool = Executors.newFixedThreadPool(16);
        try {
            pool.invokeAll(IntStream.range(0, 500)
                    .mapToObj(number -> Executors.callable(() -> {
                        if (limits.take("answers", "a").isEmpty()) {
                            through.incrementAndGet();
                        }
                    }))
                    .toList());
        } finally {
            pool.shutdown();
        }
        assertThat(through).hasValueBetween(50, 52);
    }

    @Test
    void areThoseOfTheSettingsOrElseTheUsual() {
        var bound = new Binder(new MapConfigurationPropertySource(Map.of(
                        "huisheng.access.limits.login.per-minute", 5,
                        "huisheng.access.limits.exports.per-second", 1,
                        "huisheng.access.limits.exports.burst", 7)))
                .bind("huisheng.access", AccessSettings.class)
                .get();

        assertThat(bound.limits())
                .containsEntry("intake", new Limit(200, 0, 2_000))
                .containsEntry("answers", new Limit(0, 50, 50))
                .containsEntry("login", new Limit(0, 5, null))
                .containsEntry("exports", new Limit(1, 0, 7));
        assertThat(bound.limits().get("login").capacity()).isEqualTo(5);
        assertThat(bound.largestBody().toBytes()).isEqualTo(1_048_576);
    }

    @Test
    void refuseALimitThatNobodyHasSet() {
        var limits = limits(Map.of());

        assertThatThrownBy(() -> limits.take("typo", "a")).hasMessageContaining("huisheng.access.limits.typo");
        assertThatThrownBy(() -> new Limit(1, 1, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limit(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8:1:2::9, 2001:db8:1:2::/64",
        "2001:db8::9, 2001:db8:0:0::/64",
        "0:0:0:0:0:0:0:1, 0:0:0:0::/64",
        "::1, 0:0:0:0::/64",
        "fe80::1%eth0, fe80:0:0:0::/64",
        "::ffff:203.0.113.7, 203.0.113.7"
    })
    void knowACallerByHisNetworkAndNotByWhatHeSays(String address, String caller) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        request.addHeader("X-Forwarded-For", "198.51.100.1");

        assertThat(CallerLimits.addressOf(request)).isEqualTo(caller);
    }

    private static CallerLimits limits(Map<String, Limit> limits) {
        return new CallerLimits(
                new AccessSettings(List.of(), limits, DataSize.ofMegabytes(1), DataSize.ofKilobytes(64), false));
    }
}
