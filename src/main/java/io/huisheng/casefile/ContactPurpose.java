package io.huisheng.casefile;

/** What a member of staff needs contact data for (G1, G4). */
enum ContactPurpose {
    CALL_BACK,
    VERIFY_ANSWER,
    SOLVE_PROBLEM,
    CORRECT_DATA
}
