package io.huisheng.survey;

import io.huisheng.shared.CaseNo;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The answers of customers, stored once each and never changed (C6). */
@Service
public class Responses {

    /** The answer with this id. */
    public Optional<Response> find(UUID responseId) {
        throw new UnsupportedOperationException();
    }

    /** The newest answer of a case; anonymous answers belong to no case. */
    public Optional<Response> of(CaseNo caseNo) {
        throw new UnsupportedOperationException();
    }
}
