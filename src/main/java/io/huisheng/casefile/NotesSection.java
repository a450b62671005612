package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows the notes to colleagues, hands them out to the customer who asks for his data, and erases them with him (G3). */
@Component
@Order(5)
class NotesSection implements StaffSection, PersonalRecords {

    private final CaseNotes notes;

    NotesSection(CaseNotes notes) {
        this.notes = notes;
    }

    @Override
    public String name() {
        return "notes";
    }

    @Override
    public @Nullable Object of(CaseNo caseNo) {
        var all = notes.of(caseNo);
        return all.isEmpty() ? null : all;
    }

    @Override
    public List<CaseNotes.Note> of(CaseNo caseNo, List<Integer> rounds) {
        return notes.of(caseNo).stream()
                .filter(note -> rounds.contains(note.round()))
                .toList();
    }

    @Override
    public void erase(ErasedRounds erased) {
        notes.erase(erased);
    }
}
