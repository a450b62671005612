package io.huisheng.process.handlemajorcomplaint;

import io.huisheng.directory.Staff;
import java.util.List;
import org.springframework.stereotype.Component;

/** The roles that a major complaint obliges to join its task force; the bean that the diagram asks for them (E5). */
@Component("taskForce")
public class TaskForce {

    private final TaskForceSettings settings;

    TaskForce(TaskForceSettings settings, Staff staff) {
        this.settings = settings;
        // A role that nobody knows would be waited for in vain, so the start fails and names it.
        settings.roles().forEach(staff::titleOf);
    }

    /** The roles in their order. */
    public List<String> roles() {
        return settings.roles();
    }
}
