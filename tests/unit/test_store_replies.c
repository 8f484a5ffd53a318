/* SPDX-License-Identifier: MIT */
/* Replies are chosen by strangers: a database keeps the first ones only. */
#include "store_lab.h"

#define MORE 50 /* than are kept */
#define COUNT (BS_REPLIES_MAX + MORE)

static const char what_is_kept[] =
    "SELECT (SELECT count(*) - 1 FROM reply) AS kept, sum(n) AS n,"
    " sum(n) FILTER (WHERE text IS NULL) AS other,"
    " sum(n) FILTER (WHERE text = 'reply 19999') AS last,"
    " (SELECT count(*) FROM reply WHERE text = 'reply 20000') AS next"
    " FROM reply_texts";

static void count_reply(struct lab *lab, int number)
{
    char text[32];
    struct bs_event event = {.time = LAB_DAY,
                             .outcome = BS_BOUNCED,
                             .code = 550,
                             .domain = BS_STR("example.org")};

    (void)snprintf(text, sizeof text, "reply %d", number);
    event.masked = bs_str_of(text);
    assert_int_equal(bs_store_count(lab->store, &event), BS_OK);
}

/* However they were read, the same ones are kept. */
static const struct way {
    const char *name;
    bool file;
    int flush_every; /* events; 0: at the end */
} ways[] = {
    {"one shot", false, 0},
    {"a file, at once", true, 0},
    {"a file, in parts", true, 7001},
};

static void test_kept(void **state)
{
    const struct way *way = *state;
    struct lab lab;

    lab_begin(&lab);
    lab_query_file(&lab, "sql/lab/kept.sql", what_is_kept);
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, way->file ? lab.path : NULL, 0), BS_OK);
    for (int i = 0; i < 2 * COUNT; i++) { /* each twice */
        count_reply(&lab, i % COUNT);
        if (way->flush_every != 0 && i % way->flush_every == 0)
            assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    }
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    lab_expect(&lab, "sql/lab/kept.sql", 0,
               "kept=20000 n=40100 other=100 last=2 next=0\n");
    lab_end(&lab);
}

int main(void)
{
    return RUN_CASES(test_kept, ways);
}
