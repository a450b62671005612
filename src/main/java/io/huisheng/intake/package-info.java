/** Where service events come in, each of them exactly once. */
@ApplicationModule(allowedDependencies = {"shared", "customer", "casefile", "access"})
@NullMarked
package io.huisheng.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
