package io.huisheng.process.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Says no in the shape the engine's web applications show to people: {@code type} and {@code message}. */
@Component
class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final MessageSource messages;
    private final ObjectMapper json;

    Refusals(MessageSource messages, ObjectMapper json) {
        this.messages = messages;
        this.json = json;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        var message =
                messages.getMessage(refusal.messageKey(), refusal.arguments().toArray(), request.getLocale());
        answer(response, refusal.status(), refusal.messageKey(), String.valueOf(message));
    }

    void answer(HttpServletResponse response, int status, String reason, String message) throws IOException {
        log.atInfo().addKeyValue("reason", reason).addKeyValue("status", status).log("Request to the engine refused");
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(Map.of("type", "Refused", "message", message)));
    }
}
