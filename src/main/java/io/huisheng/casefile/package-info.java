/** The one file of a case: its service record, its stage and everything that happened to it. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "customer"})
@NullMarked
package io.huisheng.casefile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
