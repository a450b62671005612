package io.huisheng.process.engine;

import io.huisheng.process.deadline.Deadline;
import io.huisheng.process.handlemajorcomplaint.TaskForce;
import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.Set;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The beans that a diagram may name: the delegates and listeners of the diagrams, {@code deadline} and {@code taskForce}. Looked up when an
 * expression asks, because they need the engine themselves.
 */
final class ModelBeans extends AbstractMap<Object, Object> {

    private final ListableBeanFactory factory;
    private final Set<String> names = new LinkedHashSet<>();

    ModelBeans(ListableBeanFactory factory) {
        this.factory = factory;
        for (var type : new Class<?>[] {
            JavaDelegate.class, ExecutionListener.class, TaskListener.class, Deadline.class, TaskForce.class
        }) {
            for (String name : factory.getBeanNamesForType(type, true, false)) {
                if (isOurs(factory.getType(name, false))) {
                    names.add(name);
                }
            }
        }
    }

    private static boolean isOurs(@Nullable Class<?> type) {
        return type != null && type.getName().startsWith("io.huisheng.process.");
    }

    Set<String> names() {
        return names;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && names.contains(name);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return key instanceof String name && names.contains(name) ? factory.getBean(name) : null;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        var entries = new LinkedHashSet<Entry<Object, Object>>();
        for (String name : names) {
            entries.add(new SimpleImmutableEntry<>(name, factory.getBean(name)));
        }
        return entries;
    }
}
