/* SPDX-License-Identifier: MIT */
/* follow_journal - keeps reading a journal that grows. */
#ifndef CLI_FOLLOW_JOURNAL_H
#define CLI_FOLLOW_JOURNAL_H

#include "cli/ingest.h"
#include "cli/round.h"

struct follow_journal {
    struct bs_reader *watch; /* never read */
    int notes;
    bool begun;
    struct round round;
};

/* Fills in the hook "wait", and what ingest needs for it. To be cleared in any
 * case. Errors: those of bs_reader_open_journal(), BS_EIO. */
BS_MUST_CHECK enum bs_status
follow_journal_init(struct follow_journal *follow, struct ingest *ingest,
                    struct scan_hooks *hooks, struct bs_error *err);

void follow_journal_clear(struct follow_journal *follow);

#endif
