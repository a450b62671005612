package io.huisheng.survey;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.invitation.Invitation;
import io.huisheng.invitation.Invitations;
import io.huisheng.invitation.SurveyState;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.NotFound;
import io.nayuki.qrcodegen.QrCode;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The customer's page as a QR code, for staff who stand beside him and for print. Each code has a link of its own and is put on
 * record with who made it, because whoever holds it could answer.
 */
@RestController
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

    @GetMapping(path = "/cases/{caseNo}/qr.png")
    ResponseEntity<byte[]> png(@PathVariable String caseNo, Principal who) {
        return image(MediaType.IMAGE_PNG, QrPicture.png(code(openInvitation(caseNo), who)));
    }

    @GetMapping(path = "/cases/{caseNo}/qr.svg")
    ResponseEntity<String> svg(@PathVariable String caseNo, Principal who) {
        return image(MediaType.valueOf("image/svg+xml"), QrPicture.svg(code(openInvitation(caseNo), who)));
    }

    /** A card to print: the picture stands in the page itself, so that printing makes one link and not two. */
    @GetMapping(path = "/cases/{caseNo}/qr")
    ResponseEntity<String> card(@PathVariable String caseNo, Principal who) {
        var invitation = openInvitation(caseNo);
        var file = files.get(invitation.caseNo());
        return pages.page(
                HttpStatus.OK,
                "card",
                Locale.CHINESE,
                Map.of(
                        "picture", QrPicture.svg(code(invitation, who)),
                        "service", pages.service(file, Locale.CHINESE),
                        "servedOn", pages.day(file.completedAt(), Locale.CHINESE),
                        "serviceEn", pages.service(file, Locale.ENGLISH)));
    }

    private Invitation openInvitation(String caseNo) {
        var file = files.find(new CaseNo(caseNo)).orElseThrow(() -> new NotFound(caseNo));
        return invitations
                .of(file.caseNo(), file.round())
                .filter(invitation -> OPEN.contains(invitation.state()))
                .orElseThrow(() -> new Conflict("survey.qr.not-open"));
    }

    private QrCode code(Invitation invitation, Principal who) {
        var token = invitations.issueToken(invitation.id(), "QR");
        files.note(invitation.caseNo(), "QR_CODE_MADE", "生成了评价二维码", who.getName());
        return QrCode.encodeText(baseUrl + "/s/" + token, QrCode.Ecc.MEDIUM);
    }

    private static <T> ResponseEntity<T> image(MediaType type, T picture) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .body(picture);
    }
}
