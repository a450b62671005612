package io.huisheng.closure;

import io.huisheng.casefile.CaseFilter;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Finds the cases with calls that were written down too late (B3). */
@Component
class EnteredLateFilter implements CaseFilter {

    private final MessageSource messages;

    EnteredLateFilter(MessageSource messages) {
        this.messages = messages;
    }

    @Override
    public String name() {
        return "callEntered";
    }

    @Override
    public String label(Locale locale) {
        return messages.getMessage("closure.filter.call-entered", null, locale);
    }

    @Override
    public Map<String, String> choices(Locale locale) {
        return Map.of("late", messages.getMessage("closure.filter.call-entered.late", null, locale));
    }

    @Override
    public String condition() {
        return "exists (select 1 from interview_attempt a join duty d on d.id = a.duty_id"
                + " where d.case_no = f.case_no and a.entered_late and :value = 'late')";
    }
}
