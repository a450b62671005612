package io.huisheng.process.handlemajorcomplaint;

import io.huisheng.closure.MajorContact;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** A contact with the customer as the forms ask for it. */
final class TypedContact {

    private TypedContact() {}

    static MajorContact of(DelegateTask task) {
        return new MajorContact(
                TypedWords.moment(task, "contactMoment"),
                TypedWords.of(task, "channel"),
                MajorContact.Outcome.valueOf(TypedWords.of(task, "outcome")),
                TypedWords.of(task, "said"),
                TypedWords.of(task, "promised"));
    }
}
