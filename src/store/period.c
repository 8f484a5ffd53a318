/* SPDX-License-Identifier: MIT */
/* period - what reports of a database file are about. */
#include <assert.h>

#include "store/state.h"

#define DAY INT64_C(86400) /* seconds */

/* The start of its hour. */
static int64_t hour_of(int64_t time)
{
    if (time == INT64_MIN || time == INT64_MAX)
        return time;
    return time - bs_keys_second(time);
}

/* Midnight UTC of the date, of a time that is no start of an hour. */
static int64_t day_within(const struct bs_store *store, int64_t time)
{
    return hour_of(time) != time ? bs_keys_day(&store->keys, time) * DAY
                                 : INT64_MIN;
}

void bs_store_period(struct bs_store *store, int64_t since, int64_t until)
{
    assert(!store->in_memory);
    store->period = (struct bs_span){.set = true,
                                     .since = hour_of(since),
                                     .until = hour_of(until),
                                     .since_day = day_within(store, since),
                                     .until_day = day_within(store, until)};
    store->filled = false;
}

static enum bs_status fill(struct bs_store *store, struct bs_error *err)
{
    const struct bs_sql_arg args[] = {
        {":since", store->period.since},
        {":until", store->period.until},
        {":since_day", store->period.since_day},
        {":until_day", store->period.until_day},
    };
    enum bs_status status = BS_OK;

    if (store->read_only)
        status = bs_sql_do(&store->db, "PRAGMA query_only=0", err);
    if (status == BS_OK)
        status = bs_sql_run_with(&store->db, "sql/select.sql", args, 4, err);
    if (status == BS_OK && store->read_only)
        status = bs_sql_do(&store->db, "PRAGMA query_only=1", err);
    return status;
}

/* Another process may have written, too. */
enum bs_status bs_period_fill(struct bs_store *store, struct bs_error *err)
{
    int64_t version;
    enum bs_status status = BS_OK;

    if (!store->period.set)
        return BS_OK;
    status =
        bs_sql_number(&store->db, "PRAGMA main.data_version", &version, err);
    if (status != BS_OK || (store->filled && version == store->data_version))
        return status;
    store->filled = false;
    status = fill(store, err);
    if (status != BS_OK)
        return status;
    store->filled = true;
    store->data_version = version;
    return BS_OK;
}
