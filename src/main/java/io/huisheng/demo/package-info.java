/** Profile {@code demo} only: a sample company, a clock that people can move, and the mailbox of its customers. */
@ApplicationModule
@NullMarked
package io.huisheng.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
