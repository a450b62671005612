package io.huisheng.casefile;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Figures that a room contributes to the home page; beans are shown in the order of their {@code @Order}. */
public interface HomeFigure {

    /** The figures that matter to somebody with these roles; empty where none does. */
    List<Figure> figures(Set<String> roles, Locale locale);

    /**
     * One figure.
     *
     * @param link the page behind it, as a path of this application; null where there is none
     * @param urgent whether somebody has to act because of it
     */
    record Figure(String label, String value, @Nullable String link, boolean urgent) {}
}
