package io.huisheng.directory;

import java.util.List;

/** Knows everybody who works here; whoever keeps the users of the house says so. */
public interface Members {

    /** All members of staff, by name. */
    List<Person> all();
}
