package io.huisheng.directory;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Where the people of a role are reached. */
@Service
public class Staff {

    private static final DirectorySettings.Role NOBODY = new DirectorySettings.Role(null, null, List.of());

    private final ResourceBundle chinese = titles(Locale.SIMPLIFIED_CHINESE);
    private final ResourceBundle english = titles(Locale.ENGLISH);
    private final DirectorySettings settings;
    private final Absences absences;

    Staff(DirectorySettings settings, Absences absences) {
        this.settings = settings;
        this.absences = absences;
    }

    /**
     * The e-mail addresses of a role such as {@code operations-manager}, and of those who stand in for it while everybody in it is
     * away; empty when nobody is known.
     */
    public List<String> addressesOf(String role) {
        var addresses = new LinkedHashSet<>(ownAddressesOf(role));
        for (var standIn : absences.standInsFor(role)) {
            if (standIn.email() == null) {
                standIn.roles().forEach(other -> addresses.addAll(ownAddressesOf(other)));
            } else {
                addresses.add(standIn.email());
            }
        }
        return List.copyOf(addresses);
    }

    /** Whether everybody of a role is away at this moment and others stand in for it. */
    public boolean othersDoTheWorkOf(String role) {
        return !absences.standInsFor(role).isEmpty();
    }

    /** The name of a member of staff as colleagues and customers know it; empty where nobody has this login. */
    public Optional<String> nameOf(String userId) {
        return absences.people().stream()
                .filter(person -> person.id().equals(userId))
                .map(Person::name)
                .filter(name -> !name.isBlank())
                .findFirst();
    }

    private List<String> ownAddressesOf(String role) {
        var own = entryOf(role).emails();
        return own.isEmpty() ? settings.defaultEmails() : own;
    }

    /** The name of a role as people say it, in Chinese. */
    public String titleOf(String role) {
        var entry = entryOf(role);
        return firstOf(entry.title(), chinese, role);
    }

    /** The name of a role in English where that is asked for, otherwise in Chinese. */
    public String titleOf(String role, Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage())
                ? firstOf(entryOf(role).titleEn(), english, role)
                : titleOf(role);
    }

    /** A role that nobody knows is a slip in a decision table or a diagram, so it must not pass as a role without people. */
    private DirectorySettings.Role entryOf(String role) {
        var entry = settings.roles().get(role);
        if (entry == null) {
            // An environment variable cannot say a hyphen: HUISHENG_DIRECTORY_ROLES_OPERATIONSMANAGER_EMAILS.
            entry = settings.roles().get(role.replace("-", ""));
        }
        if (entry == null && !chinese.containsKey(role)) {
            var known = new TreeSet<>(chinese.keySet());
            known.addAll(settings.roles().keySet());
            throw new IllegalArgumentException("Unknown role '" + role + "'; known are " + String.join(", ", known));
        }
        return entry == null ? NOBODY : entry;
    }

    private static String firstOf(@Nullable String configured, ResourceBundle titles, String role) {
        if (configured != null && !configured.isBlank()) {
            return configured;
        }
        return titles.containsKey(role) ? titles.getString(role) : role;
    }

    private static ResourceBundle titles(Locale locale) {
        // Without a fallback: on a server that speaks English the Chinese titles would come out in English.
        return ResourceBundle.getBundle(
                "messages/directory",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
