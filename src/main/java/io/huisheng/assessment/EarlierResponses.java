package io.huisheng.assessment;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.CaseSection;
import io.huisheng.shared.CaseNo;
import io.huisheng.survey.Responses;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the answers to earlier rounds in sight, apart from the present one: they speak of a service that went on since. */
@Component
class EarlierResponses implements CaseSection {

    private final CaseFiles files;
    private final Responses responses;
    private final ResponseSection present;

    EarlierResponses(CaseFiles files, Responses responses, ResponseSection present) {
        this.files = files;
        this.responses = responses;
        this.present = present;
    }

    @Override
    public String name() {
        return "earlierResponses";
    }

    @Override
    public @Nullable Object of(CaseNo caseNo) {
        return files.find(caseNo)
                .map(file -> responses.before(caseNo, file.round()).stream()
                        .map(present::view)
                        .toList())
                .filter(earlier -> !earlier.isEmpty())
                .orElse(null);
    }
}
