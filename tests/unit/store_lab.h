/* SPDX-License-Identifier: MIT */
/* store_lab - stores, made-up events, and what queries say about them. */
#ifndef TESTS_STORE_LAB_H
#define TESTS_STORE_LAB_H

#include "cases.h"
#include "folder.h"

#include "base/buf.h"
#include "bouncestat/store.h"
#include "store/state.h"

#define LAB_DAY (INT64_C(20700) * 86400) /* 2026-09-04 */

struct lab {
    struct folder folder;
    struct bs_data *data; /* the embedded files and those in the folder */
    struct bs_store *store;
    char path[256]; /* of a database in the folder */
    struct bs_error err;
};

/* A zone where one hour has two days. */
static inline int64_t lab_day(void *context, int64_t time)
{
    int *calls = context;
    const int64_t local = time + 5 * 3600 + 45 * 60;

    if (calls != NULL)
        ++*calls;
    return local / 86400 - (local % 86400 < 0);
}

static inline void
lab_query_file(const struct lab *lab, const char *name, const char *sql)
{
    folder_write(&lab->folder, name, sql);
}

static inline void lab_load(struct lab *lab)
{
    const char *const dirs[] = {lab->folder.path, NULL};

    assert_int_equal(bs_data_open(&lab->data, dirs, &lab->err), BS_OK);
}

/* To be followed by lab_query_file() and lab_load(). */
static inline void lab_begin(struct lab *lab)
{
    *lab = (struct lab){0};
    folder_make(&lab->folder);
    (void)folder_path(&lab->folder, "counts.db", lab->path);
}

static inline enum bs_status
lab_open(struct lab *lab, const char *path, size_t max_bytes)
{
    const struct bs_store_options options = {.data = lab->data,
                                             .path = path,
                                             .to_day = lab_day,
                                             .seed = 7,
                                             .max_bytes = max_bytes};

    return bs_store_open(&lab->store, &options, &lab->err);
}

static inline void lab_close(struct lab *lab)
{
    bs_store_close(lab->store);
    lab->store = NULL;
}

static inline void lab_end(struct lab *lab)
{
    lab_close(lab);
    bs_data_close(lab->data);
    folder_remove(&lab->folder);
}

static inline uint32_t lab_random(uint64_t *state, uint32_t below)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)((*state >> 32) % below);
}

static char lab_long_name[10000];

/* Texts stay where they are. */
static inline struct bs_event lab_event(uint64_t *state)
{
    static const struct bs_str hosts[] = {BYTES("mx1"), BYTES("mx2.example"),
                                          BYTES("m\xff"), BYTES("")};
    static const struct bs_str mtas[] = {BYTES("postfix"), BYTES("exim")};
    static const struct bs_str domains[] = {
        {NULL, 0},          BYTES("example.org"),
        BYTES("gmail.com"), BYTES("a\xff.com"),
        BYTES("a\xfe.com"), BYTES("b\0.com"),
        BYTES("\xc3\xa4"),  {lab_long_name, sizeof lab_long_name},
    };
    static const uint16_t codes[] = {0, 250, 421, 450, 550, 554, 999};
    static const struct bs_esc escs[] = {
        {0, 0, 0}, {2, 0, 0}, {4, 4, 1}, {5, 1, 1}, {5, 7, 999}};
    static const struct bs_str replies[] = {{NULL, 0},
                                            BYTES("user unknown"),
                                            BYTES("<address> is full"),
                                            BYTES("n\xff"),
                                            {lab_long_name, 300}};
    static char made[300][20];
    struct bs_event event = {0};
    uint32_t domain = lab_random(state, 300);

    memset(lab_long_name, 'x', sizeof lab_long_name);
    event.time = LAB_DAY + lab_random(state, 3 * 86400);
    event.direction = (enum bs_direction)lab_random(state, BS_DIRECTION_COUNT);
    event.outcome = event.direction == BS_IN
                        ? (enum bs_outcome)(BS_REJECTED + lab_random(state, 2))
                        : (enum bs_outcome)lab_random(state, BS_EXPIRED + 1);
    event.host = hosts[lab_random(state, COUNT_OF(hosts))];
    event.mta = mtas[lab_random(state, COUNT_OF(mtas))];
    event.code = codes[lab_random(state, COUNT_OF(codes))];
    event.dsn = escs[lab_random(state, COUNT_OF(escs))];
    if (event.outcome != BS_DELIVERED && event.outcome != BS_RELAYED) {
        event.masked = replies[lab_random(state, COUNT_OF(replies))];
        event.again = lab_random(state, 2) != 0;
        event.first = lab_random(state, 3) == 0;
        event.null_sender = lab_random(state, 8) == 0;
    }
    if (domain < COUNT_OF(domains)) {
        event.domain = domains[domain];
        return event;
    }
    (void)snprintf(made[domain], sizeof made[domain], "d%u.test", domain);
    event.domain = bs_str_of(made[domain]);
    return event;
}

static inline void lab_fill(struct bs_store *store, uint64_t seed, int count)
{
    for (int i = 0; i < count; i++) {
        const struct bs_event event = lab_event(&seed);

        assert_int_equal(bs_store_count(store, &event), BS_OK);
    }
}

static inline void lab_value(struct bs_buf *out, const struct bs_value *value)
{
    switch (value->type) {
    case BS_NULL: bs_buf_addc(out, '-'); break;
    case BS_INTEGER:
        bs_buf_print(out, "%lld", (long long)value->integer);
        break;
    case BS_REAL: bs_buf_print(out, "%.15g", value->real); break;
    case BS_TEXT: bs_buf_add(out, value->text.data, value->text.len); break;
    }
}

static inline bool lab_row(void *context, const struct bs_row *row)
{
    struct bs_buf *out = context;

    for (size_t i = 0; i < row->count; i++) {
        if (i > 0)
            bs_buf_addc(out, ' ');
        bs_buf_add(out, row->names[i], strlen(row->names[i]));
        bs_buf_addc(out, '=');
        lab_value(out, &row->values[i]);
    }
    bs_buf_addc(out, '\n');
    return true;
}

/* All rows as text, which the caller clears. */
static inline struct bs_buf
lab_ask(struct lab *lab, const char *name, int64_t top)
{
    const struct bs_param params[] = {
        {.name = "top", .value = {.type = BS_INTEGER, .integer = top}},
        {.name = "unused", .value = {.type = BS_INTEGER, .integer = 1}},
    };
    struct bs_buf out;

    bs_buf_init(&out, (size_t)64 * 1024 * 1024);
    if (bs_store_query(lab->store, name, params, COUNT_OF(params), lab_row,
                       &out, &lab->err) != BS_OK)
        fail_msg("%s", lab->err.text);
    assert_int_equal(bs_buf_status(&out), BS_OK);
    return out;
}

static inline void
lab_expect(struct lab *lab, const char *name, int64_t top, const char *want)
{
    struct bs_buf got = lab_ask(lab, name, top);

    assert_string_equal(bs_buf_text(&got), want);
    bs_buf_clear(&got);
}

#endif
