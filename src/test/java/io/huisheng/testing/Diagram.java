package io.huisheng.testing;

import io.huisheng.shared.CaseNo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageConfigurator;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/**
 * One diagram on a bare engine in memory, with its real delegates and whatever doors the test hands to them; the clock stands
 * still until the test moves it, and every node and flow must have been walked when the test class is over.
 */
public final class Diagram
        implements BeforeAllCallback,
                TestInstancePostProcessor,
                BeforeTestExecutionCallback,
                AfterTestExecutionCallback,
                AfterAllCallback {

    private ProcessEngineCoverageExtension extension;
    private final Map<Object, Object> beans;
    private Runnable furnish = () -> {};

    private Diagram(ProcessEngineCoverageExtension extension, Map<Object, Object> beans) {
        this.extension = extension;
        this.beans = beans;
    }

    /** A diagram of which every node and flow must be covered; what it calls is replaced by one user task named {@code Called}. */
    public static Diagram of(String key, String... called) {
        return of(1.0, called);
    }

    /** Diagrams of which only a part is walked, because another test covers them. */
    public static Diagram partOf() {
        return of(0.0);
    }

    private static Diagram of(double coverage, String... called) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl(Database.H2.newUrl());
        configuration.setJdbcUsername("postgres");
        configuration.setJdbcPassword("postgres");
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        configuration.setEnsureJobDueDateNotNull(true);
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setHistory("full");
        var beans = new HashMap<Object, Object>();
        configuration.setBeans(beans);
        ProcessCoverageConfigurator.initializeProcessCoverageExtensions(configuration);
        var extension = ProcessEngineCoverageExtension.builder(configuration)
                .excludeProcessDefinitionKeys(called)
                .assertClassCoverageAtLeast(coverage)
                .build();
        return new Diagram(extension, beans);
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        extension.beforeAll(test);
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext test) {
        extension.postProcessTestInstance(instance, test);
    }

    @Override
    public void beforeTestExecution(ExtensionContext test) {
        extension.beforeTestExecution(test);
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        extension.afterTestExecution(test);
    }

    /** Checks the coverage, and lets the engine go: the field of the test class would keep it as long as the JVM lives. */
    @Override
    public void afterAll(ExtensionContext test) {
        try {
            extension.afterAll(test);
        } finally {
            var database = engine().getProcessEngineConfiguration().getJdbcUrl();
            engine().close();
            extension = null;
            beans.clear();
            BpmnAwareTests.reset();
            Database.forget(database);
        }
    }

    public ProcessEngine engine() {
        return extension.getProcessEngine();
    }

    /** Puts a bean under the name by which the diagram asks for it. */
    public Diagram with(String name, Object bean) {
        beans.put(name, bean);
        return this;
    }

    /** Puts beans that need the engine; they are put once more whenever the engine was opened anew. */
    public void furnish(Runnable beansOfTheEngine) {
        furnish = beansOfTheEngine;
        furnish.run();
    }

    /** Closes the engine and opens another on the same database, as a restart of the server does; nothing is deployed again. */
    public void reopen() {
        var configuration = Restart.of(engine());
        configuration.setBeans(beans);
        extension.setProcessEngine(configuration.buildProcessEngine());
        extension.setProcessEngineConfiguration(configuration);
        BpmnAwareTests.init(engine());
        furnish.run();
    }

    /** Deploys the named files of {@code bpmn/}, and stubs for what they call. */
    public void deploy(List<String> files, String... called) {
        // the assertions keep the engine of the test class before this one otherwise
        BpmnAwareTests.init(engine());
        var deployment = engine().getRepositoryService().createDeployment();
        for (String file : files) {
            deployment.addInputStream(file, read(Path.of("bpmn", file)));
        }
        for (String key : called) {
            deployment.addModelInstance(
                    key + ".bpmn",
                    Bpmn.createExecutableProcess(key)
                            .startEvent()
                            .userTask("Called")
                            .endEvent()
                            .done());
        }
        extension.manageDeployment(deployment.deploy());
    }

    private static InputStream read(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a diagram for a case, and executes what is due at once. */
    public ProcessInstance start(String key, CaseNo caseNo, Map<String, Object> variables) {
        var instance = engine().getRuntimeService().startProcessInstanceByKey(key, caseNo.value(), variables);
        runJobs();
        return instance;
    }

    /** Takes back what runs, as somebody does who stops it from outside. */
    public void stop(ProcessInstance instance) {
        engine().getRuntimeService().deleteProcessInstance(instance.getId(), "no longer needed");
    }

    /** Stops whatever a test left running, and lets the clock go. */
    public void clear() {
        engine().getRuntimeService()
                .createProcessInstanceQuery()
                .rootProcessInstances()
                .list()
                .forEach(this::stop);
        furnish = () -> {};
        ClockUtil.reset();
    }

    /** The one task that waits. */
    public Task theTask() {
        return engine().getTaskService().createTaskQuery().singleResult();
    }

    /** The one task with this key that waits. */
    public Task theTask(String key) {
        return engine().getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(key)
                .singleResult();
    }

    /** The one task with this key that waits and is offered to this group. */
    public Task theTask(String key, String group) {
        return engine().getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(key)
                .taskCandidateGroup(group)
                .singleResult();
    }

    /** The groups to which a task is offered. */
    public List<String> groupsOf(Task task) {
        return engine().getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .toList();
    }

    /** Somebody claims a task, types something into its form and completes it; nothing of that stays in the engine by itself. */
    public void complete(Task task, String user, Map<String, ?> typed) {
        var tasks = engine().getTaskService();
        tasks.claim(task.getId(), user);
        var values = Variables.createVariables();
        typed.forEach((field, value) -> values.putValueTyped(
                field,
                value instanceof Integer number
                        ? Variables.integerValue(number, true)
                        : Variables.stringValue(value.toString(), true)));
        tasks.complete(task.getId(), values);
        runJobs();
    }

    /** What the engine keeps of the variables of an instance. */
    public List<HistoricVariableInstance> keptOf(ProcessInstance instance) {
        return engine().getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(instance.getId())
                .list();
    }

    /** The clock stands still at this moment. */
    public static void clockAt(Instant moment) {
        ClockUtil.setCurrentTime(Date.from(moment));
    }

    /** Moves the clock, and executes everything that fell due, in its order. */
    public void advanceTo(Instant moment) {
        clockAt(moment.plusMillis(1));
        runJobs();
    }

    /** Executes what is due now. */
    public void runJobs() {
        var jobs = engine().getManagementService();
        for (var due = jobs.createJobQuery()
                        .executable()
                        .orderByJobDuedate()
                        .asc()
                        .list();
                !due.isEmpty();
                due = jobs.createJobQuery()
                        .executable()
                        .orderByJobDuedate()
                        .asc()
                        .list()) {
            jobs.executeJob(due.get(0).getId());
        }
    }

    public void correlate(ProcessInstance instance, String message, Object... variables) {
        var correlation =
                engine().getRuntimeService().createMessageCorrelation(message).processInstanceId(instance.getId());
        for (int i = 0; i < variables.length; i += 2) {
            correlation.setVariable((String) variables[i], variables[i + 1]);
        }
        correlation.correlate();
        runJobs();
    }

    /** Completes the stubs of all called diagrams that wait. */
    public void finishWhatWasCalled() {
        var tasks = engine().getTaskService();
        for (var task : tasks.createTaskQuery().taskDefinitionKey("Called").list()) {
            tasks.complete(task.getId());
            runJobs();
        }
    }

    /** Completes the stubs of one called diagram that wait. */
    public void finish(String key) {
        var tasks = engine().getTaskService();
        for (var task : tasks.createTaskQuery()
                .processDefinitionKey(key)
                .taskDefinitionKey("Called")
                .list()) {
            tasks.complete(task.getId());
            runJobs();
        }
    }

    /** What a called diagram that waits was given. */
    public Map<String, Object> givenTo(String key) {
        var task = engine().getTaskService()
                .createTaskQuery()
                .processDefinitionKey(key)
                .taskDefinitionKey("Called")
                .singleResult();
        return engine().getTaskService().getVariables(task.getId());
    }

    /** The keys of the diagrams that were called and are still open. */
    public List<String> calledNow() {
        var keys = new ArrayList<String>();
        for (var task : engine().getTaskService()
                .createTaskQuery()
                .taskDefinitionKey("Called")
                .list()) {
            keys.add(task.getProcessDefinitionId().replaceFirst(":.*", ""));
        }
        keys.sort(null);
        return keys;
    }
}
