/** What leaves the house: the outbox, the templates, the channels and what became of each message. */
@ApplicationModule(allowedDependencies = {"shared", "customer", "casefile", "directory"})
@NullMarked
package io.huisheng.messaging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
