package io.huisheng.calendar;

/** A schedule file breaks its rules; the message says where. */
class InvalidSchedule extends Exception {

    InvalidSchedule(String message) {
        super(message);
    }
}
