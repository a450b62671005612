/** Who works here: roles, the people behind them and where they are reached. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package io.huisheng.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
