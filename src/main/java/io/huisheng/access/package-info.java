/** Who may come in: the login page, API keys and rate limits. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package io.huisheng.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
