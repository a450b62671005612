package io.huisheng.process.engine;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;

/**
 * What an expression may reach: the beans of the diagrams, variables, and the business key. The engine's own resolver would
 * open every Spring bean and every method of every object to whoever writes an expression.
 */
final class RestrictedExpressions extends JuelExpressionManager {

    RestrictedExpressions(Map<Object, Object> beans) {
        super(beans);
    }

    @Override
    protected ELResolver createElResolver() {
        var resolver = new CompositeELResolver();
        // beans first: a variable must not be able to take the place of a bean
        resolver.add(new ReadOnlyMapELResolver(beans));
        resolver.add(new VariableScopeElResolver());
        resolver.add(new VariableContextElResolver());
        resolver.add(new KnownObjectsOnly());
        return resolver;
    }

    private static final class KnownObjectsOnly extends BeanELResolver {

        private static final Set<String> PROPERTIES = Set.of("processBusinessKey", "processInstanceId");

        KnownObjectsOnly() {
            super(true);
        }

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            if (base == null) {
                return super.getValue(context, base, property);
            }
            if (base instanceof BaseDelegateExecution && PROPERTIES.contains(String.valueOf(property))) {
                return super.getValue(context, base, property);
            }
            throw refused(base, property);
        }

        @Override
        public Object invoke(
                ELContext context, Object base, Object method, Class<?>[] types, @Nullable Object[] arguments) {
            if (isOurs(base) || isMoment(base)) {
                return super.invoke(context, base, method, types, arguments);
            }
            throw refused(base, method);
        }

        private static boolean isOurs(Object base) {
            return base.getClass().getName().startsWith("io.huisheng.process.");
        }

        /** The filters of Tasklist reckon with {@code dateTime()}. */
        private static boolean isMoment(Object base) {
            return base.getClass().getName().startsWith("org.joda.time.");
        }

        private static ELException refused(Object base, Object property) {
            return new ELException("Expressions may not use '" + property + "' of "
                    + base.getClass().getSimpleName() + "; they may name a bean of the diagrams or a variable");
        }
    }
}
