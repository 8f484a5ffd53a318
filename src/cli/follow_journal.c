/* SPDX-License-Identifier: MIT */
/*
 * follow_journal - keeps reading a journal that grows.
 *
 * Knows    Each round opens the journal anew and goes on behind the cursor of
 *          the database, so rotation and vacuuming need no care; another
 *          handle, which stays open, only tells when there is a reason to.
 */
#include "cli/follow_journal.h"

#include "cli/stop.h"

#define IDLE_MS 30000 /* a journal on another host tells nothing */

static bool has_changed(void *context)
{
    const struct follow_journal *follow = context;

    return bs_reader_journal_changed(follow->watch);
}

static bool wait_for_more(void *context, struct inputs *inputs)
{
    struct ingest *ingest = context;
    struct follow_journal *follow = ingest->context;

    (void)inputs; /* remain what they are */
    if (!follow->begun) {
        follow->begun = true;
        follow->round.last = round_milliseconds();
        return true;
    }
    if (ingest_commit(ingest, NULL) != BS_OK)
        return false; /* it will say so once more */
    round_wait(&follow->round, follow->notes, has_changed, follow);
    return stop_signal() == 0;
}

static const char *name_of(void *context, const char *path)
{
    (void)context;
    return path;
}

enum bs_status
follow_journal_init(struct follow_journal *follow, struct ingest *ingest,
                    struct scan_hooks *hooks, struct bs_error *err)
{
    enum bs_status status;

    *follow = (struct follow_journal){.round = {.idle_ms = IDLE_MS}};
    status = bs_reader_open_journal(&follow->watch, ingest->folder, err);
    if (status == BS_OK)
        status = bs_reader_journal_watch(follow->watch, &follow->notes, err);
    ingest->name = name_of;
    ingest->context = follow;
    hooks->wait = wait_for_more;
    stop_watch_hangup();
    return status;
}

void follow_journal_clear(struct follow_journal *follow)
{
    bs_reader_close(follow->watch);
}
