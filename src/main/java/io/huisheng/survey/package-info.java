/** Questionnaires, the page on which customers answer, and the answers, which nobody can change. */
@ApplicationModule(allowedDependencies = {"shared", "customer", "casefile", "invitation", "messaging", "access"})
@NullMarked
package io.huisheng.survey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
