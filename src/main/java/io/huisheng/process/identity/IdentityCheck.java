package io.huisheng.process.identity;

import io.huisheng.access.SelfCheck;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** Whether the engine asks for rights at all, and whether there is somebody who can give them. */
@Component
class IdentityCheck implements SelfCheck {

    private final IdentitySettings settings;
    private final People people;
    private final ProcessEngineConfiguration engine;

    IdentityCheck(IdentitySettings settings, People people, ProcessEngineConfiguration engine) {
        this.settings = settings;
        this.people = people;
        this.engine = engine;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (settings.firstAdmin() == null && !people.hasAdministrator()) {
            problems.add("没有管理员：首次启动前请设置 huisheng.identity.admin.id 和 huisheng.identity.admin.password。"
                    + " / Nobody could administer this installation: set huisheng.identity.admin.id and"
                    + " huisheng.identity.admin.password for the first start.");
        }
        if (!engine.isAuthorizationEnabled()) {
            problems.add("流程引擎没有检查权限：请设置 camunda.bpm.authorization.enabled=true。"
                    + " / The engine checks no rights: set camunda.bpm.authorization.enabled=true.");
        }
        if (!(engine instanceof ProcessEngineConfigurationImpl full)
                || full.isEnableExpressionsInAdhocQueries()
                || !"TASK_WORK".equals(full.getDefaultUserPermissionNameForTask())) {
            problems.add("任务权限过宽：请保持 default-user-permission-name-for-task=TASK_WORK 和"
                    + " enable-expressions-in-adhoc-queries=false。"
                    + " / Rights on tasks are too wide: keep default-user-permission-name-for-task=TASK_WORK and"
                    + " enable-expressions-in-adhoc-queries=false.");
        }
        return problems;
    }
}
