package io.huisheng.casefile;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that everybody on the staff pages must know, for as long as it is so. */
public interface HomeNotice {

    /** The notice, while there is a reason for it. */
    Optional<Notice> notice(Locale locale);

    /**
     * A notice at the head of every staff page.
     *
     * @param link where it can be mended, as a path of this application; null where there is no such page
     */
    record Notice(String text, @Nullable String link) {}
}
