/* SPDX-License-Identifier: MIT */
/*
 * journal - systemd's journal → blocks of lines. Knows: base.
 *
 * Only entries of the syslog facility mail, each as one line: time, host,
 * identifier[pid]: message.
 */
#ifndef INPUT_JOURNAL_H
#define INPUT_JOURNAL_H

#include <stdbool.h>

#include "bouncestat/error.h"
#include "bouncestat/str.h"

struct bs_journal;

/* Opens the journal of this host, or that in a folder if it is not NULL.
 * Errors: BS_ENOMEM, BS_ENOINPUT (also: built without libsystemd). */
BS_MUST_CHECK enum bs_status bs_journal_open(struct bs_journal **out,
                                             const char *folder,
                                             struct bs_error *err);

/* What a message calls it; which journal it is. */
const char *bs_journal_label(const struct bs_journal *journal);
const char *bs_journal_identity(const struct bs_journal *journal);

/* Goes behind an entry; *lost if it is not there any more: then to the next
 * one in time. Errors: BS_EIO. */
BS_MUST_CHECK enum bs_status bs_journal_seek(struct bs_journal *journal,
                                             const char *cursor, bool *lost,
                                             struct bs_error *err);

/* As bs_reader_next(). */
BS_MUST_CHECK enum bs_status bs_journal_next(struct bs_journal *journal,
                                             struct bs_str *block,
                                             struct bs_error *err);

/* Of the last entry of the last block; "" if there was none. */
const char *bs_journal_cursor(const struct bs_journal *journal);

/* As bs_reader_journal_watch() and bs_reader_journal_changed(). */
BS_MUST_CHECK enum bs_status bs_journal_watch(struct bs_journal *journal,
                                              int *descriptor,
                                              struct bs_error *err);
bool bs_journal_changed(struct bs_journal *journal);

/* NULL is allowed. */
void bs_journal_close(struct bs_journal *journal);

#endif
