package io.huisheng.process.identity;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** Lets in whom the engine knows; its growing pause after a wrong password and its lock count here too. */
@Component
class EnginePasswords implements AuthenticationProvider {

    private final IdentityService identity;
    private final SlowHash hash;
    private final String nobodysPassword;

    EnginePasswords(IdentityService identity, SlowHash hash) {
        this.identity = identity;
        this.hash = hash;
        this.nobodysPassword = hash.encrypt("nobody");
    }

    @Override
    public Authentication authenticate(Authentication claim) {
        var userId = claim.getName();
        var password = String.valueOf(claim.getCredentials());
        if (identity.createUserQuery().userId(userId).count() == 0) {
            // an unknown name costs as much time as a known one, so that names can't be collected
            hash.check(password, nobodysPassword);
            throw refused();
        }
        if (!identity.checkPassword(userId, password)) {
            throw refused();
        }
        var groups = identity.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .sorted()
                .map(SimpleGrantedAuthority::new)
                .toList();
        return UsernamePasswordAuthenticationToken.authenticated(userId, null, groups);
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    private static BadCredentialsException refused() {
        return new BadCredentialsException("unknown user, wrong password or locked");
    }
}
