package io.huisheng.process.handlemajorcomplaint;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The customer was spoken to: the next message about the progress is due as long after that as after a message (E5). */
@Component
class RestartProgress implements JavaDelegate {

    @Override
    public void execute(DelegateExecution execution) {
        HandleMajorComplaint.IS_INFORMED.write(execution, false);
    }
}
