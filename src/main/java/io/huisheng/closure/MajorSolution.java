package io.huisheng.closure;

import java.time.LocalDate;

/** What was agreed with the customer of a major complaint: who does what until when. */
public record MajorSolution(String text, String responsible, LocalDate finishBy) {}
