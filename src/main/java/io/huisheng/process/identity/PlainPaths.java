package io.huisheng.process.identity;

import io.huisheng.access.StaffRules;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** The web applications are asked for by paths that have one reading only; what follows behind {@code /camunda/api} is the matter of {@link EngineDoor}. */
@Component
class PlainPaths implements StaffRules {

    @Override
    public boolean allows(Authentication who, HttpServletRequest request) {
        return EnginePath.isPlain(EngineDoor.pathOf(request));
    }
}
