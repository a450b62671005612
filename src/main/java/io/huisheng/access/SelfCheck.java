package io.huisheng.access;

import java.util.List;

/** What a room wants to be sure of before production opens its doors. */
public interface SelfCheck {

    /** Everything that is not fit for production, one line each, in Chinese and English, with the setting to change. */
    List<String> problems();
}
