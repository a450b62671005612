/** Asks a customer once, reminds once, and knows why somebody was not asked. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "customer", "casefile", "messaging"})
@NullMarked
package io.huisheng.invitation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
