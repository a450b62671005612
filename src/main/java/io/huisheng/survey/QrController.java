package io.huisheng.survey;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.StaffMember;
import io.huisheng.invitation.Invitation;
import io.huisheng.invitation.Invitations;
import io.huisheng.invitation.SurveyState;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.NotFound;
import io.nayuki.qrcodegen.QrCode;
import jakarta.servlet.http.HttpSession;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The customer's page as a QR code, for staff who stand beside him and for print. Making one needs a POST and goes on record
 * with who made it, because whoever holds the code could answer. Its link is kept in the session of its maker, so that
 * looking at it, printing and downloading it make no further links: the database knows nothing but its hash.
 */
@Controller
class QrController {

    private static final Set<SurveyState> OPEN =
            EnumSet.of(SurveyState.SENDING, SurveyState.SENT, SurveyState.REMINDED);

    private final Invitations invitations;
    private final CaseFiles files;
    private final SurveyPages pages;
    private final String baseUrl;

    QrController(
            Invitations invitations,
            CaseFiles files,
            SurveyPages pages,
            @Value("${huisheng.base-url:http://localhost:${server.port:8080}}") String baseUrl) {
        this.invitations = invitations;
        this.files = files;
        this.pages = pages;
        this.baseUrl = baseUrl.replaceFirst("/+$", "");
    }

    @PostMapping("/cases/{caseNo}/qr")
    String make(@PathVariable String caseNo, HttpSession session) {
        var maker = StaffMember.current();
        var userId = maker.name();
        if (userId == null || !maker.servesCustomers()) {
            throw new AccessDeniedException("Only who serves customers makes QR codes");
        }
        var invitation = openInvitation(caseNo);
        if (session.getAttribute(keyOf(invitation)) == null) {
            session.setAttribute(keyOf(invitation), invitations.issueToken(invitation.id(), "QR"));
            files.note(invitation.caseNo(), "QR_CODE_MADE", "生成了评价二维码", userId);
        }
        return "redirect:"
                + UriComponentsBuilder.fromPath("/cases/{caseNo}/qr")
                        .build(caseNo)
                        .toASCIIString();
    }

    @GetMapping("/cases/{caseNo}/qr.png")
    ResponseEntity<byte[]> png(@PathVariable String caseNo, HttpSession session) {
        return image(MediaType.IMAGE_PNG, QrPicture.png(code(openInvitation(caseNo), session)));
    }

    @GetMapping("/cases/{caseNo}/qr.svg")
    ResponseEntity<String> svg(@PathVariable String caseNo, HttpSession session) {
        return image(MediaType.valueOf("image/svg+xml"), QrPicture.svg(code(openInvitation(caseNo), session)));
    }

    /** A card to show and to print. */
    @GetMapping("/cases/{caseNo}/qr")
    ResponseEntity<String> card(@PathVariable String caseNo, HttpSession session) {
        var invitation = openInvitation(caseNo);
        var file = files.get(invitation.caseNo());
        return pages.page(
                HttpStatus.OK,
                "card",
                Locale.CHINESE,
                Map.of(
                        "caseNo", invitation.caseNo().value(),
                        "picture", QrPicture.svg(code(invitation, session)),
                        "service", pages.service(file, Locale.CHINESE),
                        "servedOn", pages.day(file.completedAt(), Locale.CHINESE)));
    }

    private Invitation openInvitation(String caseNo) {
        var file = files.find(new CaseNo(caseNo)).orElseThrow(() -> new NotFound(caseNo));
        return invitations
                .of(file.caseNo(), file.round())
                .filter(invitation -> OPEN.contains(invitation.state()))
                .orElseThrow(() -> new Conflict("survey.qr.not-open"));
    }

    private QrCode code(Invitation invitation, HttpSession session) {
        if (!(session.getAttribute(keyOf(invitation)) instanceof String token)) {
            throw new Conflict("survey.qr.not-made");
        }
        return QrCode.encodeText(baseUrl + "/s/" + token, QrCode.Ecc.MEDIUM);
    }

    private static String keyOf(Invitation invitation) {
        return "qr:" + invitation.id();
    }

    private static <T> ResponseEntity<T> image(MediaType type, T picture) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .body(picture);
    }
}
