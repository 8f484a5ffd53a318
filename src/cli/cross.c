/* SPDX-License-Identifier: MIT */
/* cross - the rows of a query, summed by two of their columns. */
#include "cli/cross.h"

#include <stdlib.h>
#include <string.h>

#include "cli/mem.h"

static struct bs_str text_of(const struct rows *rows, size_t row,
                             const char *name, enum bs_lang lang)
{
    const struct cell *cell = rows_cell(rows, row, name, lang);

    return cell != NULL && cell->kind == CELL_TEXT ? cell->text
                                                   : (struct bs_str){0};
}

static int64_t
count_of(const struct rows *rows, size_t row, const struct cross_query *query)
{
    const struct cell *cell = rows_cell(rows, row, query->count, query->lang);

    return cell != NULL && cell->kind == CELL_COUNT ? cell->count : 0;
}

static size_t find(const struct cross *cross, struct bs_str key)
{
    size_t i = 0;

    while (i < cross->column_count && !bs_str_eq(cross->column[i].key, key))
        i++;
    return i;
}

static void add_column(struct cross *cross, const struct rows *rows, size_t row,
                       const struct cross_query *query)
{
    struct bs_str key = text_of(rows, row, query->column, query->lang);
    struct bs_str label = {0};
    size_t i = find(cross, key);

    if (key.data == NULL)
        return;
    if (query->label != NULL)
        label = text_of(rows, row, query->label, query->lang);
    if (i == cross->column_count) {
        cross->column = mem_resize(cross->column, ++cross->column_count,
                                   sizeof cross->column[0]);
        cross->column[i] = (struct cross_column){
            .key = key, .label = label.data != NULL ? label : key};
    }
    cross->column[i].sum += count_of(rows, row, query);
}

static int by_sum(const void *a, const void *b)
{
    const struct cross_column *x = a;
    const struct cross_column *y = b;
    size_t len = x->key.len < y->key.len ? x->key.len : y->key.len;
    int order;

    if (x->sum != y->sum)
        return x->sum < y->sum ? 1 : -1;
    order = memcmp(x->key.data, y->key.data, len);
    return order != 0 ? order
                      : (x->key.len > y->key.len) - (x->key.len < y->key.len);
}

/* Those that the query names, in its order, if they have a sum. */
static void put_in_order(struct cross *cross, const char *const *order)
{
    size_t done = 0;

    for (size_t i = 0; order[i] != NULL; i++) {
        size_t at = find(cross, bs_str_of(order[i]));

        if (at < done || at == cross->column_count ||
            cross->column[at].sum == 0)
            continue;
        {
            struct cross_column found = cross->column[at];

            cross->column[at] = cross->column[done];
            cross->column[done++] = found;
        }
    }
    cross->column_count = done;
}

static void add_row(struct cross *cross, const struct rows *rows, size_t row,
                    const struct cross_query *query, size_t *used)
{
    struct bs_str name = text_of(rows, row, query->row, query->lang);
    struct bs_str key = text_of(rows, row, query->column, query->lang);
    int64_t n = count_of(rows, row, query);
    size_t at = find(cross, key);

    if (*used == 0 || !bs_str_eq(cross->row[*used - 1], name))
        cross->row[(*used)++] = name;
    if (at < cross->column_count) {
        int64_t *count = &cross->count[(*used - 1) * cross->column_count + at];

        *count += n;
        cross->most = *count > cross->most ? *count : cross->most;
    } else if (key.data != NULL && cross->rest != NULL) {
        cross->rest[*used - 1] += n;
    }
}

void cross_make(struct cross *cross, const struct rows *rows,
                const struct cross_query *query)
{
    size_t row_count = rows->columns != NULL ? rows->table.row_count : 0;

    *cross = (struct cross){0};
    for (size_t row = 0; row < row_count; row++)
        add_column(cross, rows, row, query);
    if (query->order != NULL)
        put_in_order(cross, query->order);
    else if (cross->column_count > 0)
        qsort(cross->column, cross->column_count, sizeof cross->column[0],
              by_sum);
    if (query->most > 0 && cross->column_count > query->most) {
        cross->column_count = query->most;
        cross->rest = mem_new(row_count, sizeof cross->rest[0]);
    }
    cross->row = mem_new(row_count + 1, sizeof cross->row[0]);
    cross->count =
        mem_new(row_count * cross->column_count + 1, sizeof cross->count[0]);
    for (size_t row = 0; row < row_count; row++)
        add_row(cross, rows, row, query, &cross->row_count);
}

void cross_clear(struct cross *cross)
{
    free(cross->row);
    free(cross->column);
    free(cross->count);
    free(cross->rest);
    *cross = (struct cross){0};
}
