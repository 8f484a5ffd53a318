/* SPDX-License-Identifier: MIT */
/* database - which database, and opening it. */
#include "cli/database.h"

#include <stdlib.h>
#include <sys/random.h>

#include "cli/say.h"

const struct opt database_options[] = {
    {.name = "db",
     .kind = OPT_TEXT,
     .at = offsetof(struct database_choice, path),
     .arg = "PATH",
     .help = "the database (default: BOUNCESTAT_DB, or as configured)"},
};
const size_t database_options_count = COUNT_OF(database_options);

const char *database_default(void)
{
    const char *path = getenv("BOUNCESTAT_DB");

    return path != NULL && path[0] != '\0' ? path : NULL;
}

enum bs_status
database_path(struct database_choice *choice, struct bs_error *err)
{
    if (choice->path == NULL)
        choice->path = database_default();
    if (choice->path == NULL || choice->path[0] == '\0')
        return say_fail(err, BS_EUSAGE,
                        "no database: name it by --db PATH, BOUNCESTAT_DB or "
                        "'db' in bouncestat.conf");
    return BS_OK;
}

static int64_t to_day(void *context, int64_t time)
{
    return zone_day(context, time);
}

enum bs_status database_open(struct bs_store **out, const struct bs_data *data,
                             const char *path, struct zone *zone,
                             struct bs_error *err)
{
    struct bs_store_options options = {
        .data = data,
        .path = path,
        .to_day = to_day,
        .context = zone,
        .max_bytes = COUNTS_MAX,
    };

    *out = NULL;
    if (getrandom(&options.seed, sizeof options.seed, 0) !=
        (ssize_t)sizeof options.seed)
        return say_fail(err, BS_EIO, "no random numbers from the system");
    return bs_store_open(out, &options, err);
}

enum bs_status database_read(struct bs_store **out,
                             struct database_choice *choice,
                             const struct bs_data *data, struct zone *zone,
                             struct bs_error *err)
{
    enum bs_status status = database_path(choice, err);
    const struct bs_store_options options = {.data = data,
                                             .path = choice->path,
                                             .to_day =
                                                 zone != NULL ? to_day : NULL,
                                             .context = zone,
                                             .read_only = true};

    *out = NULL;
    return status == BS_OK ? bs_store_open(out, &options, err) : status;
}
