package io.huisheng.access;

import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.stereotype.Service;

/** The sessions of staff on this node. */
@Service
public class StaffSessions {

    private final SessionRegistry sessions;

    StaffSessions(SessionRegistry sessions) {
        this.sessions = sessions;
    }

    /** Ends every session of somebody who was locked, deleted or moved to other groups; his next request asks for a login. */
    public void expire(String userId) {
        sessions.getAllSessions(userId, false).forEach(SessionInformation::expireNow);
    }
}
