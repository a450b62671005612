package io.huisheng.access;

import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Rate limits by caller. */
@Service
public class CallerLimits {

    /** Takes one turn of a named limit for a caller; returns how long he must wait where there is none left. */
    public Optional<Duration> take(String limit, String caller) {
        throw new UnsupportedOperationException();
    }
}
