/** Working time: statutory holidays, make-up workdays, contact hours and the deadlines that follow from them. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package io.huisheng.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
