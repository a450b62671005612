package io.huisheng.messaging;

import java.util.Optional;

/** Where a gateway inside the process listens; for whoever brings one along, such as a demo. Configured addresses go first. */
public interface GatewayAddress {

    /** The address of the gateway for text messages. */
    Optional<String> sms();

    /** The address of the group robot of a role. */
    Optional<String> robotOf(String role);
}
