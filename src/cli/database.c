/* SPDX-License-Identifier: MIT */
/* database - the option --db, and opening what it names. */
#include "cli/database.h"

#include <stdlib.h>
#include <sys/random.h>

#include "cli/say.h"

const char *database_default(void)
{
    const char *path = getenv("BOUNCESTAT_DB");

    return path != NULL && path[0] != '\0' ? path : NULL;
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
