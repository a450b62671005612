package io.huisheng.demo;

import io.huisheng.demo.DemoMails.Mail;
import io.huisheng.shared.BusinessTime;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** The mailbox of everybody in the demo, as a page for people and as JSON for tools. */
@Controller
@Profile("demo")
class MailboxController {

    private static final int ON_ONE_PAGE = 200;
    private static final Pattern HEAD = Pattern.compile("<head[^>]*>", Pattern.CASE_INSENSITIVE);

    /** A mail is shown in a frame of this page, and in no other. */
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
                    + "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** A mail program runs no scripts, sends no forms and loads nothing. */
    private static final String MAIL_POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; "
                    + "img-src data:; form-action 'none'; frame-ancestors 'self'";

    private final DemoMails mails;

    MailboxController(DemoMails mails) {
        this.mails = mails;
    }

    @GetMapping("/demo/mailbox")
    String list(@RequestParam(name = "q", defaultValue = "") String words, Model model) {
        var found = mails.newest(words, ON_ONE_PAGE);
        model.addAttribute("query", words);
        model.addAttribute("mails", found.stream().map(Line::of).toList());
        return "demo/mailbox";
    }

    @GetMapping("/demo/mailbox/{id:\\d{1,18}}")
    String show(@PathVariable long id, Model model, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", PAGE_POLICY);
        model.addAttribute("mail", find(id));
        model.addAttribute("line", Line.of(find(id)));
        return "demo/mail";
    }

    @GetMapping("/demo/mailbox/{id:\\d{1,18}}/html")
    ResponseEntity<String> html(@PathVariable long id) {
        return ResponseEntity.ok()
                .header("Content-Security-Policy", MAIL_POLICY)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(linksInNewTabs(find(id).content().html()));
    }

    @GetMapping("/demo/mailbox.json")
    @ResponseBody
    List<Item> json(
            @RequestParam(required = false) @Nullable String caseNo,
            @RequestParam(required = false) @Nullable String kind) {
        return mails.all(caseNo, kind).stream().map(Item::of).toList();
    }

    private Mail find(long id) {
        return mails.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String linksInNewTabs(String html) {
        return HEAD.matcher(html)
                .replaceFirst(head -> Matcher.quoteReplacement(head.group() + "<base target=\"_blank\">"));
    }

    private static OffsetDateTime inBusinessTime(Mail mail) {
        return mail.sentAt()
                .truncatedTo(ChronoUnit.MILLIS)
                .atZone(BusinessTime.ZONE)
                .toOffsetDateTime();
    }

    /** One mail in the list of the page. */
    record Line(
            long id,
            String to,
            String subject,
            String channel,
            OffsetDateTime sentAt,
            @Nullable String caseNo,
            @Nullable String kind) {

        static Line of(Mail mail) {
            return new Line(
                    mail.id(),
                    mail.to(),
                    mail.content().subject(),
                    mail.content().channel(),
                    inBusinessTime(mail).truncatedTo(ChronoUnit.SECONDS),
                    mail.content().caseNo(),
                    mail.content().kind());
        }
    }

    /** One mail as tools read it. */
    record Item(
            String to,
            String channel,
            String subject,
            String body,
            @Nullable String link,
            OffsetDateTime sentAt,
            @Nullable String caseNo,
            @Nullable String kind) {

        static Item of(Mail mail) {
            var content = mail.content();
            return new Item(
                    mail.to(),
                    content.channel(),
                    content.subject(),
                    content.text(),
                    content.link(),
                    inBusinessTime(mail),
                    content.caseNo(),
                    content.kind());
        }
    }
}
