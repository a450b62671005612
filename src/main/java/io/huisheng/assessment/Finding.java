package io.huisheng.assessment;

/** A place in a text where a phrase of the dictionary was found. */
record Finding(int start, int end, String words) {

    boolean covers(Finding other) {
        return start <= other.start && other.end <= end;
    }

    boolean overlaps(int from, int to) {
        return start < to && from < end;
    }
}
