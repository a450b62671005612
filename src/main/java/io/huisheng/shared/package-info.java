/** Words every room uses: the case number, the clock, and how a refusal reaches the caller. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.huisheng.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
