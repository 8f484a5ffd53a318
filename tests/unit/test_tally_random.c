/* SPDX-License-Identifier: MIT */
/*
 * Property test of tally: random hits give the same rows as a list that is
 * searched from the front.
 */
#include "tally_help.h"

/* A small generator: the same seed gives the same hits everywhere. */
static uint32_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(*state >> 33);
}

struct reference {
    struct bs_tally_row rows[9000];
    size_t count;
    char names[400][1001];
    size_t lens[400];
    uint32_t name_count;
};

static uint32_t reference_name(struct reference *ref, struct bs_str name)
{
    if (name.data == NULL)
        return 0;
    for (uint32_t i = 0; i < ref->name_count; i++)
        if (bs_str_eq((struct bs_str){ref->names[i], ref->lens[i]}, name))
            return i + 1;
    assert_true(ref->name_count < COUNT_OF(ref->names));
    memcpy(ref->names[ref->name_count], name.data, name.len);
    ref->lens[ref->name_count] = name.len;
    return ++ref->name_count;
}

static void reference_add(struct reference *ref, const struct bs_tally_hit *hit)
{
    uint32_t name = reference_name(ref, hit->name);
    struct bs_tally_row *row = ref->rows;

    while (row < ref->rows + ref->count &&
           (row->bucket != hit->bucket || row->name != name ||
            row->tag != hit->tag))
        row++;
    if (row == ref->rows + ref->count) {
        assert_true(++ref->count < COUNT_OF(ref->rows));
        *row = (struct bs_tally_row){.bucket = hit->bucket,
                                     .name = name,
                                     .tag = hit->tag,
                                     .first = UINT16_MAX};
    }
    row->n += hit->n;
    if (hit->second < row->first)
        row->first = hit->second;
    if (hit->second > row->last)
        row->last = hit->second;
}

static int compare_rows(const void *left, const void *right)
{
    const struct bs_tally_row *a = left;
    const struct bs_tally_row *b = right;

    if (a->bucket != b->bucket)
        return a->bucket < b->bucket ? -1 : 1;
    if (a->name != b->name)
        return a->name < b->name ? -1 : 1;
    return (a->tag > b->tag) - (a->tag < b->tag);
}

static void check_all(struct bs_tally *tally, struct reference *ref)
{
    qsort(ref->rows, ref->count, sizeof ref->rows[0], compare_rows);
    check_rows(tally, ref->rows, ref->count);
    assert_int_equal(bs_tally_names(tally), ref->name_count);
    for (uint32_t i = 0; i < ref->name_count; i++)
        assert_true(bs_str_eq(bs_tally_name(tally, i + 1),
                              (struct bs_str){ref->names[i], ref->lens[i]}));
}

static const struct random_case {
    const char *name;
    uint64_t seed;
    uint32_t hits;
    uint32_t bucket_length; /* hits until the next bucket; 0: any bucket */
    uint32_t buckets;
    uint32_t jitter; /* back by less than so many buckets */
    uint32_t names;
    uint32_t tags;
    uint32_t ask_each; /* rows are asked for after so many hits */
} random_cases[] = {
    {"in order", 1, 8000, 200, 40, 1, 200, 8, 30000},
    {"one bucket", 2, 8000, 8000, 1, 1, 300, 30, 30000},
    {"around the full hour", 3, 8000, 200, 40, 2, 100, 8, 3000},
    {"more files than open buckets", 4, 8000, 200, 40, 7, 50, 4, 30000},
    {"any bucket at any time", 5, 8000, 0, 100, 1, 20, 3, 3000},
    {"the same buckets again and again", 6, 8000, 100, 20, 1, 40, 4, 30000},
    {"rows asked for often", 7, 3000, 50, 9, 3, 30, 4, 10},
    {"few hits, few names", 8, 40, 5, 3, 1, 2, 2, 1},
};

/* n is 1 mostly, at times near to or at the most. */
static uint32_t random_n(uint64_t *random)
{
    static const uint32_t rare[] = {2, 70000, 1U << 31, MOST - 1, MOST};
    uint32_t kind = next_random(random) % 50;

    return kind < COUNT_OF(rare) ? rare[kind] : 1;
}

/* The name's number decides its length and bytes, some of which are NUL. */
static struct bs_str
random_name(uint64_t *random, uint32_t names, char text[static 1000])
{
    static const size_t lens[] = {9, 14, 17, 22, 31, 63, 64, 65, 1000};
    uint32_t name = next_random(random) % names;
    size_t len = lens[name % COUNT_OF(lens)];

    if (name == 0)
        return (struct bs_str){0};
    if (name == 1)
        return (struct bs_str){text, 0};
    memset(text, name % 3 == 0 ? 0 : 'a', len);
    memcpy(text + len - sizeof name, &name, sizeof name);
    return (struct bs_str){text, len};
}

static void random_hit(const struct random_case *c, uint64_t *random,
                       uint32_t i, struct bs_tally_hit *hit)
{
    uint32_t bucket = c->bucket_length > 0 ? i / c->bucket_length + c->jitter -
                                                 next_random(random) % c->jitter
                                           : next_random(random);

    hit->bucket = bucket % c->buckets;
    hit->tag = next_random(random) % c->tags;
    hit->second = (uint16_t)(next_random(random) % 3600);
    hit->n = random_n(random);
}

static void test_random(void **state)
{
    const struct random_case *c = *state;
    struct reference *ref = calloc(1, sizeof *ref);
    struct bs_tally *tally = new_tally(0);
    uint64_t random = c->seed;
    char text[1000];

    assert_non_null(ref);
    print_message("seed %ju\n", (uintmax_t)c->seed);
    for (uint32_t i = 0; i < c->hits; i++) {
        struct bs_tally_hit hit = {.name =
                                       random_name(&random, c->names, text)};

        random_hit(c, &random, i, &hit);
        add(tally, &hit);
        reference_add(ref, &hit);
        if (i % c->ask_each == c->ask_each - 1)
            check_all(tally, ref);
    }
    check_all(tally, ref);
    bs_tally_free(tally);
    free(ref);
}

int main(void)
{
    struct CMUnitTest rows[COUNT_OF(random_cases)];

    for (size_t i = 0; i < COUNT_OF(random_cases); i++)
        rows[i] = (struct CMUnitTest){
            .name = random_cases[i].name,
            .test_func = test_random,
            .initial_state = (void *)(uintptr_t)&random_cases[i],
        };

    return cmocka_run_group_tests_name("random", rows, NULL, NULL);
}
