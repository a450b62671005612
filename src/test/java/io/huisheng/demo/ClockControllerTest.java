package io.huisheng.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.huisheng.demo.ClockController.Move;
import io.huisheng.shared.InvalidInput;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("POST /demo/clock")
class ClockControllerTest {

    private static final Instant NOW = Instant.parse("2026-05-06T02:00:00Z");

    private final TimeTravel travel = mock(TimeTravel.class);
    private final ClockController controller = new ClockController(travel);

    @BeforeEach
    void travelAtOnce() {
        given(travel.now()).willReturn(NOW);
        given(travel.travel(any())).willAnswer(call -> {
            UnaryOperator<Instant> destination = call.getArgument(0);
            return new TimeTravel.Arrival(destination.apply(NOW), 7);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "P1D, 2026-05-07T10:00+08:00",
        "PT1H, 2026-05-06T11:00+08:00",
        "P7D, 2026-05-13T10:00+08:00",
        "P1DT2H, 2026-05-07T12:00+08:00",
        "P1W, 2026-05-13T10:00+08:00",
        "P1M, 2026-06-06T10:00+08:00",
        "PT0S, 2026-05-06T10:00+08:00",
    })
    void advances(String by, String arrival) {
        assertThat(controller.move(new Move(by, null)))
                .isEqualTo(new ClockController.Reading(OffsetDateTime.parse(arrival), 7));
    }

    @Test
    void travelsToAMoment() {
        assertThat(controller.move(new Move(null, "2026-05-07T03:00:00Z")).now())
                .isEqualTo(OffsetDateTime.parse("2026-05-07T11:00:00+08:00"));
    }

    @Test
    void readsTheClockInBusinessTime() {
        assertThat(controller.read().now()).isEqualTo(OffsetDateTime.parse("2026-05-06T10:00:00+08:00"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "-P1D, null, /advance, demo.clock.forward-only",
                "PT-1S, null, /advance, demo.clock.forward-only",
                "tomorrow, null, /advance, demo.clock.not-understood.advance",
                "'', null, /advance, demo.clock.not-understood.advance",
                "P99999999999Y, null, /advance, demo.clock.not-understood.advance",
                "P999999Y, null, /advance, demo.clock.too-far",
                "P21Y, null, /advance, demo.clock.too-far",
                "null, 2026-05-06T09:59:59+08:00, /to, demo.clock.forward-only",
                "null, 2026-05-07T10:00:00, /to, demo.clock.not-understood.to",
                "null, +999999999-12-31T23:59:59Z, /to, demo.clock.too-far",
                "null, null, '', demo.clock.one-of-two",
                "P1D, 2026-05-07T10:00:00+08:00, '', demo.clock.one-of-two",
            })
    void refusesNonsense(String advance, String to, String pointer, String key) {
        var refused = catchThrowableOfType(InvalidInput.class, () -> controller.move(new Move(advance, to)));

        assertThat(refused.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo(pointer);
            assertThat(violation.messageKey()).isEqualTo(key);
        });
        for (var locale : new Locale[] {Locale.ROOT, Locale.ENGLISH}) {
            assertThat(ResourceBundle.getBundle("messages/demo", locale).getString(key))
                    .isNotBlank();
        }
    }
}
