package io.huisheng.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@DisplayName("Staff")
class StaffTest {

    private final Locale localeOfTheServer = Locale.getDefault();

    private final Absences absences = mock();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withBean(Staff.class)
            .withBean(Absences.class, () -> absences)
            .withUserConfiguration(Settings.class);

    @AfterEach
    void restoreTheLocaleOfTheServer() {
        Locale.setDefault(localeOfTheServer);
    }

    @ParameterizedTest
    @DisplayName("knows every role of the register by its title (H)")
    @CsvSource({
        "customer-service, 客服专员, Customer service agent",
        "customer-service-lead, 客服组长, Customer service lead",
        "after-sales-supervisor, 售后主管, After-sales supervisor",
        "technical-lead, 技术主管, Technical lead",
        "warehouse, 仓储, Warehouse",
        "quality, 质量专员, Quality specialist",
        "operations-manager, 运营经理, Operations manager",
        "management, 管理层, Management",
        "account-manager, 客户经理, Account manager",
        "process-owner, 流程负责人, Process owner",
        "auditor, 审计员, Auditor",
        "camunda-admin, 管理员, Administrator",
    })
    void knowsEveryRole(String role, String chinese, String english) {
        Locale.setDefault(Locale.US);

        application.run(context -> {
            var staff = context.getBean(Staff.class);
            assertThat(staff.titleOf(role)).isEqualTo(chinese);
            assertThat(staff.titleOf(role, Locale.SIMPLIFIED_CHINESE)).isEqualTo(chinese);
            assertThat(staff.titleOf(role, Locale.UK)).isEqualTo(english);
            assertThat(staff.titleOf(role, Locale.FRENCH)).isEqualTo(chinese);
            assertThat(staff.addressesOf(role)).isEmpty();
        });
    }

    @Test
    @DisplayName(
            "E8: while everybody of a role is away, their stand-ins hear what it is told, each where he is reached")
    void reachesTheStandIns() {
        when(absences.standInsFor("operations-manager"))
                .thenReturn(List.of(
                        new Person("li", "李", Set.of("management"), "li@example.com"),
                        new Person("zhao", "赵", Set.of("warehouse"), null)));
        application
                .withPropertyValues(
                        "huisheng.directory.roles.operations-manager.emails=wang@example.com",
                        "huisheng.directory.roles.management.emails=boss@example.com",
                        "huisheng.directory.roles.warehouse.emails=store@example.com")
                .run(context -> assertThat(context.getBean(Staff.class).addressesOf("operations-manager"))
                        .containsExactly("wang@example.com", "li@example.com", "store@example.com"));
    }

    @Test
    void readsPeopleAndTitlesFromSettings() {
        application
                .withPropertyValues(
                        "huisheng.directory.roles.operations-manager.emails=wang@example.com,li@example.com,wang@example.com",
                        "huisheng.directory.roles.warehouse.title=备件库",
                        "huisheng.directory.roles.night-shift.title=夜班",
                        "huisheng.directory.roles.night-shift.title-en=Night shift",
                        "huisheng.directory.roles.night-shift.emails[0]=night@example.com",
                        "huisheng.directory.roles.untitled.emails=x@example.com")
                .run(context -> {
                    var staff = context.getBean(Staff.class);
                    assertThat(staff.addressesOf("operations-manager"))
                            .containsExactly("wang@example.com", "li@example.com");
                    assertThat(staff.titleOf("operations-manager")).isEqualTo("运营经理");
                    assertThat(staff.titleOf("warehouse")).isEqualTo("备件库");
                    assertThat(staff.titleOf("warehouse", Locale.ENGLISH)).isEqualTo("Warehouse");
                    assertThat(staff.titleOf("night-shift", Locale.ENGLISH)).isEqualTo("Night shift");
                    assertThat(staff.addressesOf("night-shift")).containsExactly("night@example.com");
                    assertThat(staff.titleOf("untitled")).isEqualTo("untitled");
                });
    }

    @ParameterizedTest
    @DisplayName("finds the people of every role in the environment, which cannot say a hyphen")
    @CsvSource({
        "customer-service, CUSTOMERSERVICE",
        "customer-service-lead, CUSTOMERSERVICELEAD",
        "after-sales-supervisor, AFTERSALESSUPERVISOR",
        "technical-lead, TECHNICALLEAD",
        "warehouse, WAREHOUSE",
        "quality, QUALITY",
        "operations-manager, OPERATIONSMANAGER",
        "management, MANAGEMENT",
        "account-manager, ACCOUNTMANAGER",
        "process-owner, PROCESSOWNER",
        "auditor, AUDITOR",
        "camunda-admin, CAMUNDAADMIN",
    })
    void findsPeopleNamedByTheEnvironment(String role, String variable) {
        withEnvironment(Map.of("HUISHENG_DIRECTORY_ROLES_" + variable + "_EMAILS", "wang@example.com,li@example.com"))
                .run(context -> {
                    var staff = context.getBean(Staff.class);
                    assertThat(staff.addressesOf(role)).containsExactly("wang@example.com", "li@example.com");
                    assertThat(staff.titleOf(role)).as("the title of the house").isNotEqualTo(role);
                });
    }

    @Test
    void environmentOverrulesAFile() {
        withEnvironment(Map.of("HUISHENG_DIRECTORY_ROLES_OPERATIONSMANAGER_EMAILS", "wang@example.com"))
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addLast(new MapPropertySource(
                                "file",
                                Map.of(
                                        "huisheng.directory.roles.operations-manager.title", "运营总监",
                                        "huisheng.directory.roles.operations-manager.emails", "old@example.com"))))
                .run(context -> {
                    var staff = context.getBean(Staff.class);
                    assertThat(staff.addressesOf("operations-manager")).containsExactly("wang@example.com");
                    assertThat(staff.titleOf("operations-manager")).isEqualTo("运营总监");
                });
    }

    @Test
    void tellsTheDefaultAddressWhereARoleHasNone() {
        withEnvironment(Map.of(
                        "HUISHENG_DIRECTORY_DEFAULTEMAILS", "all@example.com,night@example.com",
                        "HUISHENG_DIRECTORY_ROLES_QUALITY_EMAILS", "quality@example.com"))
                .run(context -> {
                    var staff = context.getBean(Staff.class);
                    assertThat(staff.addressesOf("operations-manager"))
                            .containsExactly("all@example.com", "night@example.com");
                    assertThat(staff.addressesOf("quality")).containsExactly("quality@example.com");
                    assertThatThrownBy(() -> staff.addressesOf("operation-manager"))
                            .isInstanceOf(IllegalArgumentException.class);
                });
    }

    private ApplicationContextRunner withEnvironment(Map<String, Object> variables) {
        return application.withInitializer(context -> context.getEnvironment()
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables)));
    }

    @Test
    void refusesARoleThatNobodyKnows() {
        application.run(context -> {
            var staff = context.getBean(Staff.class);
            assertThatThrownBy(() -> staff.addressesOf("operation-manager"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'operation-manager'")
                    .hasMessageContaining("operations-manager");
            assertThatThrownBy(() -> staff.titleOf("", Locale.ENGLISH)).isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void refusesAnAddressThatIsNone() {
        application
                .withPropertyValues("huisheng.directory.roles.quality.emails=not-an-address")
                .run(context -> assertThat(context).hasFailed());
    }

    @EnableConfigurationProperties(DirectorySettings.class)
    static class Settings {}
}
