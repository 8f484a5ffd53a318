/* SPDX-License-Identifier: MIT */
/* source_journal_none - in place of source_journal.c where there is no
 * libsystemd. */
#include "base/fail.h"
#include "input/journal.h"

enum bs_status bs_journal_open(struct bs_journal **out, const char *folder,
                               struct bs_error *err)
{
    (void)folder;
    *out = NULL;
    return bs_fail(err, BS_ENOINPUT,
                   "this bouncestat was built without libsystemd");
}

const char *bs_journal_label(const struct bs_journal *journal)
{
    (void)journal;
    return "";
}

const char *bs_journal_identity(const struct bs_journal *journal)
{
    (void)journal;
    return "";
}

enum bs_status bs_journal_seek(struct bs_journal *journal, const char *cursor,
                               bool *lost, struct bs_error *err)
{
    (void)journal;
    (void)cursor;
    (void)err;
    *lost = false;
    return BS_OK;
}

enum bs_status bs_journal_next(struct bs_journal *journal, struct bs_str *block,
                               struct bs_error *err)
{
    (void)journal;
    (void)err;
    *block = (struct bs_str){0};
    return BS_OK;
}

const char *bs_journal_cursor(const struct bs_journal *journal)
{
    (void)journal;
    return "";
}

enum bs_status bs_journal_watch(struct bs_journal *journal, int *descriptor,
                                struct bs_error *err)
{
    (void)journal;
    (void)err;
    *descriptor = -1;
    return BS_OK;
}

bool bs_journal_changed(struct bs_journal *journal)
{
    (void)journal;
    return false;
}

void bs_journal_close(struct bs_journal *journal)
{
    (void)journal;
}
