package io.huisheng.survey;

import io.huisheng.casefile.ErasedRounds;
import io.huisheng.casefile.PersonalRecords;
import io.huisheng.shared.CaseNo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What customers answered. Anonymous answers belong to nobody who could ask for them (B11). */
@Component
@Order(20)
class PersonalAnswers implements PersonalRecords {

    private final Responses responses;
    private final JdbcClient jdbc;

    PersonalAnswers(Responses responses, JdbcClient jdbc) {
        this.responses = responses;
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "answers";
    }

    @Override
    public List<Given> of(CaseNo caseNo, List<Integer> rounds) {
        return responses.allOf(caseNo, rounds).stream()
                .map(response -> new Given(
                        response,
                        noticeOf(response.responseId()),
                        contactOf(response.responseId()),
                        responses.entryOf(response.responseId()).orElse(null)))
                .toList();
    }

    @Override
    public void erase(ErasedRounds erased) {
        responses.allOf(erased.caseNo(), erased.rounds()).forEach(response -> {
            responses.blank(response);
            jdbc.sql("delete from response_contact where response_id = ?")
                    .param(response.responseId())
                    .update();
        });
    }

    private @Nullable String noticeOf(UUID responseId) {
        return jdbc.sql("select notice_version from response where id = ?")
                .param(responseId)
                .query(String.class)
                .single();
    }

    private @Nullable String contactOf(UUID responseId) {
        Optional<String> contact = jdbc.sql("select contact from response_contact where response_id = ?")
                .param(responseId)
                .query(String.class)
                .optional();
        return contact.orElse(null);
    }

    /** An answer, the version of the privacy notice he saw, what he left to be reached, and who typed it in. */
    record Given(
            Response answer,
            @Nullable String noticeVersion,
            @Nullable String contact,
            Responses.@Nullable Entry enteredBy) {}
}
