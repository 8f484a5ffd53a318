/* SPDX-License-Identifier: MIT */
/*
 * source_journal - systemd's journal; the only door to libsystemd.
 *
 * Knows    Users have files of their own in the journal, and mail programs that
 *          they start write there: all files are read.
 * Memory   A block ends when it has BLOCK_SIZE bytes; ours is made by
 *          bs_journal_open().
 * Limits   A line over BS_LINE_MAX is cut behind it, and ends its block.
 * Source   sd-journal(3), systemd.journal-fields(7).
 */
#include "input/journal.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <systemd/sd-id128.h>
#include <systemd/sd-journal.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "input/entry.h"

#define BLOCK_SIZE ((size_t)262144)
#define LINE_ROOM BS_ENTRY_SIZE
#define PADDING 64 /* reader.h promises it */
#define CURSOR_SIZE 1024

struct bs_journal {
    sd_journal *handle;
    const char *label;
    bool pending; /* the current entry has not been read */
    size_t len;   /* of the block */
    size_t line;  /* length of the last line in it */
    char time[24];
    char cursor[CURSOR_SIZE];
    char identity[3 * PATH_MAX];
    char block[BLOCK_SIZE + LINE_ROOM + PADDING];
};

static enum bs_status failed(const struct bs_journal *journal, const char *what,
                             int code, struct bs_error *err)
{
    const char *text = strerrordesc_np(-code);

    if (code == -ENOMEM)
        return bs_fail_memory(err);
    return bs_fail(err, BS_EIO, "%s: cannot %s: %s", journal->label, what,
                   text != NULL ? text : "unknown error");
}

/* The line that was written last was cut. */
static bool is_full(const struct bs_journal *journal)
{
    return journal->line == BS_ENTRY_SIZE;
}

/* A field of the current entry; none if it is not there or damaged. */
static struct bs_str get(void *entry, enum bs_entry_field field)
{
    struct bs_journal *journal = entry;
    const char *name = bs_entry_names[field];
    const size_t skip = strlen(name) + 1;
    const void *data;
    uint64_t time;
    size_t len;

    if (field == BS_ENTRY_TIME) {
        if (sd_journal_get_realtime_usec(journal->handle, &time) < 0)
            return (struct bs_str){0};
        (void)snprintf(journal->time, sizeof journal->time, "%" PRIu64, time);
        return bs_str_of(journal->time);
    }
    if (sd_journal_get_data(journal->handle, name, &data, &len) < 0 ||
        len < skip)
        return (struct bs_str){0};
    return (struct bs_str){(const char *)data + skip, len - skip};
}

/* The current entry as a line. */
static void add_entry(struct bs_journal *journal)
{
    journal->line = bs_entry_line(journal->block + journal->len, get, journal);
    journal->len += journal->line;
    if (!is_full(journal))
        journal->block[journal->len++] = '\n';
}

/* Are all entries of this machine? */
static bool is_of(const struct bs_journal *journal, const char *machine)
{
    static const char name[] = "_MACHINE_ID";
    const size_t skip = sizeof name; /* the '=', too */
    const void *data;
    size_t len;
    bool only = false;

    if (sd_journal_query_unique(journal->handle, name) < 0)
        return false;
    while (sd_journal_enumerate_available_unique(journal->handle, &data, &len) >
           0) {
        if (len != skip + strlen(machine) ||
            memcmp((const char *)data + skip, machine, len - skip) != 0)
            return false;
        only = true;
    }
    return only;
}

/* Does the folder hold what is read where none is named? */
static bool is_home(const struct bs_journal *journal, const char *folder,
                    const char *machine)
{
    static const char *const homes[] = {"/var/log/journal", "/run/log/journal"};

    for (size_t i = 0; i < sizeof homes / sizeof homes[0]; i++) {
        const size_t len = strlen(homes[i]);

        if (strncmp(folder, homes[i], len) != 0)
            continue;
        if (folder[len] == '/')
            return strcmp(folder + len + 1, machine) == 0;
        if (folder[len] == '\0')
            return is_of(journal, machine);
    }
    return false;
}

static enum bs_status
identify(struct bs_journal *journal, const char *folder, struct bs_error *err)
{
    char machine[SD_ID128_STRING_MAX] = "";
    char path[PATH_MAX];
    sd_id128_t id;
    const int code = sd_id128_get_machine(&id);
    size_t len;

    if (code >= 0)
        (void)sd_id128_to_string(id, machine);
    else if (folder == NULL)
        return failed(journal, "find the machine id", code, err);
    if (folder != NULL && realpath(folder, path) == NULL)
        return bs_fail(err, BS_ENOINPUT, "%s: no such folder", folder);
    if (folder == NULL || is_home(journal, path, machine))
        (void)snprintf(path, sizeof path, "%s", machine);
    /* A bad byte becomes three. */
    len = bs_utf8_clean(journal->identity, sizeof journal->identity - 1, path,
                        strlen(path));
    if (len < sizeof journal->identity)
        return BS_OK;
    return bs_fail(err, BS_ELIMIT, "%s: its path is too long", folder);
}

static enum bs_status
open_files(struct bs_journal *journal, const char *folder, struct bs_error *err)
{
    uint64_t bytes = 0;
    int code = folder != NULL
                   ? sd_journal_open_directory(&journal->handle, folder, 0)
                   : sd_journal_open(&journal->handle, SD_JOURNAL_LOCAL_ONLY);

    if (code < 0)
        return failed(journal, "open", code, err);
    if (sd_journal_get_usage(journal->handle, &bytes) < 0 || bytes == 0)
        return bs_fail(err, BS_ENOINPUT,
                       "%s: no journal is there, or none that you may read",
                       journal->label);
    code = sd_journal_add_match(journal->handle, "SYSLOG_FACILITY=2", 0);
    if (code >= 0)
        code = sd_journal_set_data_threshold(journal->handle, LINE_ROOM * 2);
    if (code >= 0)
        code = sd_journal_seek_head(journal->handle);
    return code < 0 ? failed(journal, "read", code, err) : BS_OK;
}

enum bs_status bs_journal_open(struct bs_journal **out, const char *folder,
                               struct bs_error *err)
{
    struct bs_journal *journal = bs_new(1, sizeof *journal);
    enum bs_status status;

    *out = NULL;
    if (journal == NULL)
        return bs_fail_memory(err);
    journal->label = folder != NULL ? folder : "journal";
    status = open_files(journal, folder, err);
    if (status == BS_OK)
        status = identify(journal, folder, err);
    if (status == BS_OK)
        *out = journal;
    else
        bs_journal_close(journal);
    return status;
}

const char *bs_journal_label(const struct bs_journal *journal)
{
    return journal->label;
}

const char *bs_journal_identity(const struct bs_journal *journal)
{
    return journal->identity;
}

enum bs_status bs_journal_seek(struct bs_journal *journal, const char *cursor,
                               bool *lost, struct bs_error *err)
{
    int code = sd_journal_seek_cursor(journal->handle, cursor);

    *lost = false;
    if (code >= 0)
        code = sd_journal_next(journal->handle);
    if (code > 0) {
        code = sd_journal_test_cursor(journal->handle, cursor);
        journal->pending = code == 0;
    }
    *lost = code == 0;
    return code < 0 ? failed(journal, "go to where it was read to", code, err)
                    : BS_OK;
}

static enum bs_status
keep_cursor(struct bs_journal *journal, struct bs_error *err)
{
    char *cursor;
    int code = sd_journal_get_cursor(journal->handle, &cursor);
    size_t len;

    if (code < 0)
        return failed(journal, "tell the place", code, err);
    len = strnlen(cursor, CURSOR_SIZE);
    if (len < CURSOR_SIZE)
        memcpy(journal->cursor, cursor, len + 1);
    bs_free_foreign(cursor);
    return len < CURSOR_SIZE ? BS_OK
                             : failed(journal, "tell the place", -E2BIG, err);
}

enum bs_status bs_journal_next(struct bs_journal *journal, struct bs_str *block,
                               struct bs_error *err)
{
    enum bs_status status = BS_OK;

    *block = (struct bs_str){0};
    journal->len = journal->line = 0;
    while (journal->len < BLOCK_SIZE && !is_full(journal)) {
        int code = journal->pending ? 1 : sd_journal_next(journal->handle);

        journal->pending = false;
        if (code < 0)
            return failed(journal, "read", code, err);
        if (code == 0)
            break;
        add_entry(journal);
    }
    if (journal->len == 0)
        return BS_OK;
    status = keep_cursor(journal, err);
    if (status == BS_OK)
        *block = (struct bs_str){journal->block, journal->len};
    return status;
}

const char *bs_journal_cursor(const struct bs_journal *journal)
{
    return journal->cursor;
}

enum bs_status bs_journal_watch(struct bs_journal *journal, int *descriptor,
                                struct bs_error *err)
{
    *descriptor = sd_journal_get_fd(journal->handle);
    return *descriptor < 0 ? failed(journal, "watch", *descriptor, err) : BS_OK;
}

/* What cannot be told has changed. */
bool bs_journal_changed(struct bs_journal *journal)
{
    return sd_journal_process(journal->handle) != SD_JOURNAL_NOP;
}

void bs_journal_close(struct bs_journal *journal)
{
    if (journal == NULL)
        return;
    sd_journal_close(journal->handle);
    bs_free(journal);
}
