package io.huisheng.invitation;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.huisheng.calendar.Calendars;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.Outcome;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.casefile.ServiceRecord;
import io.huisheng.casefile.Stage;
import io.huisheng.customer.CustomerProfile;
import io.huisheng.customer.CustomerProfile.Consent;
import io.huisheng.customer.Customers;
import io.huisheng.messaging.MessageDelivered;
import io.huisheng.messaging.NewMessage;
import io.huisheng.messaging.Outbox;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The room that asks customers, on a real database; the case, the customer and the outbox are what the test says. */
abstract class InvitationRoom {

    static final CaseNo CASE = new CaseNo("WO-1");
    static final String CUSTOMER = "C1";

    final TestClock clock = new TestClock("2026-05-07T10:00:00+08:00");
    final CaseFiles files = mock(CaseFiles.class);
    final Customers customers = mock(Customers.class);
    final Outbox outbox = mock(Outbox.class);

    private @Nullable Room room;

    void open(Database database, Object heard) {
        room = Room.on(
                database,
                clock,
                Invitations.class,
                FollowUps.class,
                InvitationRepository.class,
                SurveyPlans.class,
                SurveySection.class,
                InvitationComposer.class,
                files,
                customers,
                outbox,
                new Binder(new MapConfigurationPropertySource())
                        .bindOrCreate("huisheng.invitation", InvitationSettings.class),
                new RewardSettings("10 积分", "10 points"),
                Calendars.statutory(clock),
                heard);
    }

    @AfterEach
    void close() {
        if (room != null) {
            room.close();
        }
    }

    Room room() {
        return Objects.requireNonNull(room);
    }

    void aReachableCustomer() {
        given(customers.profileOf(CUSTOMER)).willReturn(profile(Consent.YES, false, true));
        given(customers.reserveInvitation(anyString(), anyString(), anyInt(), any()))
                .willReturn(true);
        given(outbox.add(any(NewMessage.class))).willReturn(true);
    }

    void deliver(UUID survey, String kind) {
        publish(new MessageDelivered(UUID.randomUUID(), kind, CASE, survey, clock.instant()));
    }

    void publish(Object event) {
        room().transaction().executeWithoutResult(tx -> room().publish(event));
    }

    static CustomerProfile profile(Consent consent, boolean optedOut, boolean hasEmail) {
        return new CustomerProfile(
                CUSTOMER, null, null, null, null, "zh-CN", consent, optedOut, hasEmail, false, false, false);
    }

    static CaseFile file(int round, @Nullable Outcome outcome) {
        return new CaseFile(
                CASE,
                CUSTOMER,
                ServiceEvent.Scenario.REPAIR,
                ServiceEvent.Type.RESOLVED,
                at("2026-05-06T10:00:00+08:00"),
                new ServiceRecord("空调", "KFR-35GW", null, null, null, null, null, null, null, null, null),
                outcome == null ? Stage.WAITING : Stage.CLOSED,
                outcome,
                round,
                at("2026-05-06T10:00:00+08:00"),
                null);
    }

    static Instant at(String moment) {
        return OffsetDateTime.parse(moment).toInstant();
    }
}
