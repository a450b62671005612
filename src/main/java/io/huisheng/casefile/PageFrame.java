package io.huisheng.casefile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thymeleaf.standard.expression.Fragment;

/** What the layout of a page needs beside its content. Asks only when the layout does: it is made for every request. */
final class PageFrame {

    private static final Logger log = LoggerFactory.getLogger(PageFrame.class);

    private final StaffMember viewer;
    private final boolean demo;
    private final Locale locale;
    private final Iterable<HomeNotice> notices;

    PageFrame(StaffMember viewer, boolean demo, Locale locale, Iterable<HomeNotice> notices) {
        this.viewer = viewer;
        this.demo = demo;
        this.locale = locale;
        this.notices = notices;
    }

    /** Who is logged in; null where nobody is. */
    public @Nullable String userName() {
        return viewer.name();
    }

    /** Whether the user may watch the processes. */
    public boolean watchesProcesses() {
        return viewer.watchesProcesses();
    }

    /** Whether this is only a demo. */
    public boolean demo() {
        return demo;
    }

    /** What everybody must know at the moment; only members of staff are told. */
    public List<HomeNotice.Notice> notices() {
        if (viewer.name() == null) {
            return List.of();
        }
        return StreamSupport.stream(notices.spliterator(), false)
                .map(this::read)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether a page gave its title as text and not as a piece of its template. */
    public boolean isText(Object title) {
        return !(title instanceof Fragment);
    }

    private Optional<HomeNotice.Notice> read(HomeNotice source) {
        try {
            return source.notice(locale);
        } catch (RuntimeException broken) {
            // The frame is around error pages too; they must come out even if what is broken is a notice.
            log.atWarn().setCause(broken).log("A notice could not be read");
            return Optional.empty();
        }
    }
}
