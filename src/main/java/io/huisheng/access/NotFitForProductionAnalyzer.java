package io.huisheng.access;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what has to be put right as a list, instead of a stack trace. */
class NotFitForProductionAnalyzer extends AbstractFailureAnalyzer<NotFitForProduction> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, NotFitForProduction unfit) {
        var list = unfit.problems().stream().map(problem -> "  - " + problem).collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                ProductionWords.say("access.production.refused") + "\n" + list,
                ProductionWords.say("access.production.action"),
                failure);
    }
}
