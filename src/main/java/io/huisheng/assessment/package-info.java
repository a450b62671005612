/** What an answer means: its validity, its scores, its tags and the facts that triage decides on. */
@ApplicationModule(allowedDependencies = {"shared", "customer", "casefile", "invitation", "survey"})
@NullMarked
package io.huisheng.assessment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
