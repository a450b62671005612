/** The only room that knows the engine: one sub-package per diagram, and what the engine itself needs. */
@ApplicationModule
@NullMarked
package io.huisheng.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
