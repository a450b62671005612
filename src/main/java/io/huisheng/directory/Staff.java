package io.huisheng.directory;

import java.util.List;
import org.springframework.stereotype.Service;

/** Where the people of a role are reached. */
@Service
public class Staff {

    /** The e-mail addresses of a role such as {@code operations-manager}; empty when nobody is known. */
    public List<String> addressesOf(String role) {
        throw new UnsupportedOperationException();
    }

    /** The name of a role as people say it, in Chinese. */
    public String titleOf(String role) {
        throw new UnsupportedOperationException();
    }
}
