package io.huisheng.casefile;

import static io.huisheng.casefile.ServiceEvents.aFinishedRepair;
import static io.huisheng.casefile.ServiceEvents.moment;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import io.huisheng.customer.CustomerProfile;
import io.huisheng.customer.CustomerProfile.Consent;
import io.huisheng.customer.Customers;
import io.huisheng.customer.PrivacyRequests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;

@DisplayName("G3: an opt-out that staff write down")
class OptOutOnRecordTest {

    private static final String NO = "C202405001";

    private final Customers customers = mock();
    private final CaseFileRows rows = mock();
    private final CaseRounds rounds = mock();
    private final Timeline timeline = mock();
    private final CustomerFiles files = new CustomerFiles(
            customers,
            mock(PrivacyRequests.class),
            rows,
            rounds,
            mock(CaseDocuments.class),
            timeline,
            Pages.beans(PersonalRecords.class),
            event -> {},
            mock(PlatformTransactionManager.class),
            new SimpleMeterRegistry(),
            Pages.CLOCK);

    @BeforeEach
    void aCustomerWithACase() {
        var file = CaseFile.open(aFinishedRepair(), moment("2026-05-06T10:05:00+08:00"));
        given(rounds.casesOf(NO)).willReturn(List.of(file.caseNo()));
        given(rows.find(file.caseNo())).willReturn(Optional.of(file));
        given(timeline.text("casefile.wayOfOptOut.SMS")).willReturn("回复短信");
    }

    @Test
    @DisplayName("holds for the customer, and his newest case tells who wrote it down and how he asked")
    void isOnRecord() {
        given(customers.profileOf(NO)).willReturn(profile(false));

        files.optOut(NO, WayOfOptOut.SMS, "lead");

        verify(customers).optOut(NO, "SMS", Pages.CLOCK.instant());
        verify(timeline).tell(aFinishedRepair().caseNo(), "OPTED_OUT", "lead", "casefile.timeline.opted-out", "回复短信");
    }

    @Test
    @DisplayName("changes nothing where he has opted out himself already")
    void isDoneOnce() {
        given(customers.profileOf(NO)).willReturn(profile(true));

        files.optOut(NO, WayOfOptOut.SMS, "lead");

        verify(customers, never()).optOut(any(), any(), any());
        verifyNoInteractions(timeline);
    }

    private static CustomerProfile profile(boolean optedOut) {
        return new CustomerProfile(
                NO, "INDIVIDUAL", "VIP", null, null, "zh-CN", Consent.YES, optedOut, true, true, false, false);
    }
}
