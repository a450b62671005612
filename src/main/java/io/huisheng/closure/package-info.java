/** The duties towards one customer that a feedback leaves behind, until each of them is closed. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "customer",
            "casefile",
            "directory",
            "messaging",
            "invitation",
            "survey",
            "assessment"
        })
@NullMarked
package io.huisheng.closure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
