/* SPDX-License-Identifier: MIT */
/*
 * merge - the rows of a tally, summed over its buckets, for reports.
 *
 * The rows come in order of bucket. They are dealt out by domain (a counting
 * sort of their indexes); those of one domain are summed in a table by
 * outcome, whose used places are then sorted. All steps are linear but that
 * last one, and a domain has few outcomes.
 *
 * Memory   4 bytes a row beside the results.
 */
#include "store/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define AHEAD 16 /* rows; those of a domain lie anywhere */

struct sums { /* by outcome */
    struct bs_selected *by_tag;
    uint32_t *used; /* tags with n > 0, in order of first use */
    size_t count;
};

struct kind {          /* of a tag */
    struct bs_tag tag; /* without what a kind merges */
    uint32_t number;
};

struct work {
    const struct bs_keys *keys;
    const struct bs_tally_row *rows;
    size_t count;
    size_t names;          /* and no name */
    const uint32_t *place; /* by name; NULL: its number */
    uint32_t *start; /* by place: its first row; one more behind the last */
    uint32_t *dealt; /* indexes of rows, in order of place */
    int64_t *hours;  /* by bucket */
    struct bs_tag *tags;
    uint32_t *kinds; /* by tag: the first of its kind */
    struct sums one; /* of one domain or bucket */
};

static void work_clear(struct work *work)
{
    bs_free(work->start);
    bs_free(work->dealt);
    bs_free(work->hours);
    bs_free(work->tags);
    bs_free(work->kinds);
    bs_free(work->one.by_tag);
    bs_free(work->one.used);
}

static int compare_kind(const void *a, const void *b)
{
    const struct kind *x = a;
    const struct kind *y = b;
    const int order = memcmp(&x->tag, &y->tag, sizeof x->tag);

    return order != 0 ? order
                      : (x->number > y->number) - (x->number < y->number);
}

static bool find_kinds(struct work *work, uint32_t tags)
{
    struct kind *kinds = bs_new((size_t)tags + 1, sizeof *kinds);
    uint32_t first = 0;

    if (kinds == NULL)
        return false;
    for (uint32_t i = 0; i < tags; i++) {
        kinds[i] = (struct kind){.tag = work->tags[i], .number = i};
        kinds[i].tag.host = 0;
        kinds[i].tag.mta = 0;
        kinds[i].tag.severity = 0;
        kinds[i].tag.flags = 0;
    }
    if (tags > 0)
        qsort(kinds, tags, sizeof *kinds, compare_kind);
    for (uint32_t i = 0; i < tags; i++) {
        if (memcmp(&kinds[i].tag, &kinds[first].tag, sizeof kinds[i].tag) != 0)
            first = i;
        work->kinds[kinds[i].number] = kinds[first].number;
    }
    bs_free(kinds);
    return true;
}

static bool work_init(struct work *work)
{
    const uint32_t tags = bs_keys_tags(work->keys);
    const uint32_t buckets = bs_keys_buckets(work->keys);

    work->start = bs_new(work->names + 2, sizeof *work->start);
    work->dealt = bs_new(work->count + 1, sizeof *work->dealt);
    work->hours = bs_new((size_t)buckets + 1, sizeof *work->hours);
    work->tags = bs_new((size_t)tags + 1, sizeof *work->tags);
    work->kinds = bs_new((size_t)tags + 1, sizeof *work->kinds);
    work->one.by_tag = bs_new((size_t)tags + 1, sizeof *work->one.by_tag);
    work->one.used = bs_new((size_t)tags + 1, sizeof *work->one.used);
    if (work->start == NULL || work->dealt == NULL || work->hours == NULL ||
        work->tags == NULL || work->kinds == NULL || work->one.by_tag == NULL ||
        work->one.used == NULL || work->count > UINT32_MAX)
        return false;
    for (uint32_t i = 0; i < buckets; i++)
        work->hours[i] = bs_keys_get_bucket(work->keys, i).start;
    for (uint32_t i = 0; i < tags; i++)
        work->tags[i] = bs_keys_get_tag(work->keys, i);
    return find_kinds(work, tags);
}

static uint32_t place_of(const struct work *work, uint32_t name)
{
    return work->place != NULL ? work->place[name] : name;
}

static void deal_out(struct work *work)
{
    uint32_t *start = work->start; /* [place + 1] runs ahead while dealing */

    for (size_t i = 0; i < work->count; i++)
        start[place_of(work, work->rows[i].name) + 1]++;
    for (size_t i = 1; i < work->names + 2; i++)
        start[i] += start[i - 1];
    for (size_t i = 0; i < work->count; i++)
        work->dealt[start[place_of(work, work->rows[i].name)]++] = (uint32_t)i;
    for (size_t i = work->names + 1; i > 0; i--)
        start[i] = start[i - 1];
    start[0] = 0;
}

static void add(struct sums *sums, const struct bs_selected *more)
{
    struct bs_selected *sum = &sums->by_tag[more->outcome];

    if (sum->n == 0) {
        *sum = *more;
        sums->used[sums->count++] = more->outcome;
        return;
    }
    sum->n += more->n;
    if (more->first < sum->first)
        sum->first = more->first;
    if (more->last > sum->last)
        sum->last = more->last;
}

static int compare(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a;
    const uint32_t y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static void sort_used(struct sums *sums)
{
    uint32_t *used = sums->used;

    if (sums->count > 16) {
        qsort(used, sums->count, sizeof *used, compare);
        return;
    }
    for (size_t i = 1; i < sums->count; i++) {
        const uint32_t tag = used[i];
        size_t j = i;

        for (; j > 0 && used[j - 1] > tag; j--)
            used[j] = used[j - 1];
        used[j] = tag;
    }
}

static struct bs_selected
row_of(const struct work *work, const struct bs_tally_row *row)
{
    const int64_t hour = work->hours[row->bucket];

    return (struct bs_selected){.domain = row->name,
                                .outcome = work->kinds[row->tag],
                                .n = row->n,
                                .first = hour + row->first,
                                .last = hour + row->last};
}

static void end_domain(struct bs_merged *out, const struct work *work)
{
    const struct sums *one = &work->one;
    struct bs_domain_sum *sum = &out->domains[out->domain_count];
    bool mail = false;

    for (size_t i = 0; i < one->count; i++) {
        struct bs_selected *from = &one->by_tag[one->used[i]];
        const struct bs_tag *tag = &work->tags[from->outcome];

        out->selected[out->selected_count++] = *from;
        if (tag->direction != BS_PROBE) {
            sum->domain = from->domain;
            sum->n[tag->outcome] += from->n;
            mail = true;
        }
        from->n = 0;
    }
    if (mail)
        out->domain_count++;
}

static void sum_domains(struct bs_merged *out, struct work *work)
{
    for (size_t place = 0; place < work->names; place++) {
        work->one.count = 0;
        for (size_t i = work->start[place]; i < work->start[place + 1]; i++) {
            const struct bs_selected row =
                row_of(work, &work->rows[work->dealt[i]]);

            if (work->count - i > AHEAD)
                __builtin_prefetch(&work->rows[work->dealt[i + AHEAD]]);
            add(&work->one, &row);
        }
        sort_used(&work->one);
        end_domain(out, work);
    }
}

static void sum_outcomes(struct bs_merged *out, struct work *work)
{
    work->one.count = 0;
    for (size_t i = 0; i < out->bucket_count; i++) {
        const struct bs_bucket_sum *sum = &out->buckets[i];
        const int64_t hour = work->hours[sum->bucket];

        add(&work->one, &(struct bs_selected){.outcome = sum->outcome,
                                              .n = sum->n,
                                              .first = hour + sum->first,
                                              .last = hour + sum->last});
    }
    sort_used(&work->one);
    for (size_t i = 0; i < work->one.count; i++) {
        struct bs_selected *from = &work->one.by_tag[work->one.used[i]];

        out->outcomes[out->outcome_count++] = *from;
        from->n = 0;
    }
}

static bool end_bucket(struct bs_merged *out, struct sums *one, size_t *room)
{
    sort_used(one);
    for (size_t i = 0; i < one->count; i++) {
        struct bs_selected *from = &one->by_tag[one->used[i]];
        struct bs_bucket_sum *sums =
            bs_grow(out->buckets, room, out->bucket_count, sizeof *sums);

        if (sums == NULL)
            return false;
        out->buckets = sums;
        sums[out->bucket_count++] =
            (struct bs_bucket_sum){.bucket = from->domain,
                                   .outcome = from->outcome,
                                   .n = from->n,
                                   .first = from->first,
                                   .last = from->last};
        from->n = 0;
    }
    one->count = 0;
    return true;
}

static bool sum_buckets(struct bs_merged *out, struct work *work)
{
    size_t room = 0;

    work->one.count = 0;
    for (size_t i = 0; i < work->count; i++) {
        const struct bs_tally_row *row = &work->rows[i];

        if (i > 0 && row->bucket != row[-1].bucket &&
            !end_bucket(out, &work->one, &room))
            return false;
        add(&work->one, &(struct bs_selected){.domain = row->bucket,
                                              .outcome = row->tag,
                                              .n = row->n,
                                              .first = row->first,
                                              .last = row->last});
    }
    return end_bucket(out, &work->one, &room);
}

static bool sum_all(struct bs_merged *out, struct work *work)
{
    if (!work_init(work))
        return false;
    /* Only pages that are written to take memory. */
    out->selected = bs_new(work->count + 1, sizeof *out->selected);
    out->domains = bs_new(work->names + 1, sizeof *out->domains);
    out->outcomes =
        bs_new((size_t)bs_keys_tags(work->keys) + 1, sizeof *out->outcomes);
    if (out->selected == NULL || out->domains == NULL || out->outcomes == NULL)
        return false;
    deal_out(work);
    sum_domains(out, work);
    if (!sum_buckets(out, work))
        return false;
    sum_outcomes(out, work);
    return true;
}

bool bs_merge(struct bs_merged *out, struct bs_tally *tally,
              const struct bs_keys *keys, const uint32_t *place)
{
    struct work work = {.keys = keys,
                        .place = place,
                        .names = (size_t)bs_tally_names(tally) + 1};
    bool done;

    *out = (struct bs_merged){0};
    if (bs_tally_rows(tally, &work.rows, &work.count) != BS_OK)
        return false;
    done = sum_all(out, &work);
    work_clear(&work);
    if (!done)
        bs_merged_clear(out);
    return done;
}

void bs_merged_clear(struct bs_merged *merged)
{
    bs_free(merged->selected);
    bs_free(merged->outcomes);
    bs_free(merged->buckets);
    bs_free(merged->domains);
    *merged = (struct bs_merged){0};
}
