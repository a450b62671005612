package io.huisheng.casefile;

import io.huisheng.casefile.ServiceEvent.Scenario;
import io.huisheng.casefile.ServiceEvent.Type;
import io.huisheng.shared.CaseNo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Service events in people's words. */
final class ServiceEvents {

    static final CaseNo CASE = new CaseNo("WO-20260506-0001");

    private ServiceEvents() {}

    static ServiceEvent aFinishedRepair() {
        return event(Type.RESOLVED, Scenario.REPAIR, "2026-05-06T10:00:00+08:00", aRepairRecord());
    }

    static ServiceEvent aReopening(String at) {
        return event(Type.REOPENED, Scenario.REPAIR, at, nothingNew());
    }

    static ServiceEvent aSolvedComplaint(String at) {
        return event(Type.RESOLVED, Scenario.COMPLAINT, at, nothingNew());
    }

    static ServiceEvent anotherFinishedRepair(String at, ServiceRecord service) {
        return event(Type.RESOLVED, Scenario.REPAIR, at, service);
    }

    static ServiceRecord aRepairRecord() {
        return new ServiceRecord(
                "空调",
                "KFR-35GW",
                List.of("维修"),
                "ONSITE",
                "S008",
                "after-sales",
                moment("2026-05-05T09:00:00+08:00"),
                moment("2026-05-05T10:30:00+08:00"),
                moment("2026-05-06T10:00:00+08:00"),
                "更换电容",
                false);
    }

    static ServiceRecord nothingNew() {
        return new ServiceRecord(null, null, null, null, null, null, null, null, null, null, null);
    }

    static Instant moment(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static ServiceEvent event(Type type, Scenario scenario, String at, ServiceRecord service) {
        return new ServiceEvent(UUID.randomUUID().toString(), type, moment(at), CASE, scenario, "C202405001", service);
    }
}
