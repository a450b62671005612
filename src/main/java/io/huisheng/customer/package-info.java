/** Customers, how they are reached, what they agreed to, and when they are left alone. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package io.huisheng.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
