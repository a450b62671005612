package io.huisheng.process.identity;

import io.huisheng.directory.Members;
import io.huisheng.directory.Person;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everybody who works here, as the engine's users and groups have it. */
@Component
class MembersOfTheEngine implements Members {

    private final IdentityService identity;

    MembersOfTheEngine(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public List<Person> all() {
        var roles = new HashMap<String, Set<String>>();
        for (var role : Role.values()) {
            if (role.works()) {
                identity.createUserQuery()
                        .memberOfGroup(role.group())
                        .list()
                        .forEach(user -> roles.computeIfAbsent(user.getId(), id -> new HashSet<>())
                                .add(role.group()));
            }
        }
        return identity.createUserQuery().list().stream()
                .filter(user -> roles.containsKey(user.getId()))
                .map(user -> new Person(
                        user.getId(),
                        (orEmpty(user.getFirstName()) + " " + orEmpty(user.getLastName())).strip(),
                        Set.copyOf(roles.getOrDefault(user.getId(), Set.of())),
                        user.getEmail() == null || user.getEmail().isBlank() ? null : user.getEmail()))
                .sorted(Comparator.comparing(Person::name).thenComparing(Person::id))
                .toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
