package io.huisheng.access;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The one login of staff: for our pages, for Tasklist and for Cockpit. */
@Controller
class LoginPage {

    private final boolean demo;

    LoginPage(Environment environment) {
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @GetMapping("/login")
    String show(@Nullable Authentication who, Model model) {
        if (who != null) {
            return "redirect:/";
        }
        model.addAttribute("showsDemoUsers", demo);
        return "access/login";
    }
}
