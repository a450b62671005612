package io.huisheng.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.core.Authentication;

/** Checks a login with whatever providers there are at that moment. */
class LateProviders implements AuthenticationManager {

    private final ObjectProvider<AuthenticationProvider> providers;
    private final AuthenticationEventPublisher events;
    private volatile @Nullable AuthenticationManager found;

    LateProviders(ObjectProvider<AuthenticationProvider> providers, AuthenticationEventPublisher events) {
        this.providers = providers;
        this.events = events;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication login) {
        var manager = found;
        if (manager == null) {
            manager = manager();
            found = manager;
        }
        return manager.authenticate(login);
    }

    private AuthenticationManager manager() {
        List<AuthenticationProvider> all = providers.orderedStream().toList();
        if (all.isEmpty()) {
            throw new ProviderNotFoundException("Nobody knows the users of this installation");
        }
        var manager = new ProviderManager(all);
        manager.setAuthenticationEventPublisher(events);
        return manager;
    }
}
