package io.huisheng.casefile;

import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page after logging in: the figures that matter to the role, and the ways to the work. */
@Controller
class HomePageController {

    private final ObjectProvider<HomeFigure> figures;

    HomePageController(ObjectProvider<HomeFigure> figures) {
        this.figures = figures;
    }

    @GetMapping("/")
    String show(Locale locale, Model model) {
        var roles = StaffMember.current().roles();
        List<HomeFigure.Figure> shown = figures.orderedStream()
                .flatMap(source -> source.figures(roles, locale).stream())
                .toList();
        model.addAttribute("figures", shown);
        model.addAttribute("roles", roles);
        return "casefile/home";
    }
}
