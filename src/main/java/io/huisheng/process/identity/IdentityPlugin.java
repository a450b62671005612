package io.huisheng.process.identity;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/** Teaches the engine what it needs to know about people: guarded tasks, no typed text in its history, and passwords that resist guessing. */
@Component
class IdentityPlugin extends AbstractProcessEnginePlugin {

    /** Groups are named in kebab case, and demo users after their group. */
    private static final String IDS = "[a-zA-Z0-9][a-zA-Z0-9._@-]{0,63}";

    private final TaskGuard guard;
    private final ShownInTaskList shown;
    private final SlowHash hash;

    IdentityPlugin(TaskGuard guard, ShownInTaskList shown, SlowHash hash) {
        this.guard = guard;
        this.shown = shown;
        this.hash = hash;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setPasswordEncryptor(hash);
        engine.setResourceAuthorizationProvider(new OwnRights());
        if (engine.getGroupResourceWhitelistPattern() == null) {
            engine.setGroupResourceWhitelistPattern(IDS);
        }
        if (engine.getUserResourceWhitelistPattern() == null) {
            engine.setUserResourceWhitelistPattern(IDS);
        }

        List<HistoryEventHandler> handlers = new ArrayList<>(engine.getCustomHistoryEventHandlers());
        handlers.add(new WithoutFormValues(new DbHistoryEventHandler()));
        engine.setCustomHistoryEventHandlers(handlers);
        engine.setEnableDefaultDbHistoryEventHandler(false);

        List<BpmnParseListener> listeners = new ArrayList<>(
                engine.getCustomPreBPMNParseListeners() == null ? List.of() : engine.getCustomPreBPMNParseListeners());
        listeners.add(new EveryUserTask());
        engine.setCustomPreBPMNParseListeners(listeners);
    }

    /** Built-in listeners run before those of the diagram, and nobody can ask the engine to skip them. */
    private final class EveryUserTask extends AbstractBpmnParseListener {

        @Override
        public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            if (activity.getActivityBehavior() instanceof UserTaskActivityBehavior behaviour) {
                var task = behaviour.getTaskDefinition();
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, shown);
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, guard);
            }
        }
    }
}
