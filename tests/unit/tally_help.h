/* SPDX-License-Identifier: MIT */
/* tally_help - what the tests of tally share. */
#ifndef TESTS_UNIT_TALLY_HELP_H
#define TESTS_UNIT_TALLY_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tally/tally.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])
#define NONE                                                                   \
    {                                                                          \
        NULL, 0                                                                \
    }
#define S(literal)                                                             \
    {                                                                          \
        literal, sizeof(literal) - 1                                           \
    }
#define MOST UINT32_MAX

static inline struct bs_tally *new_tally(size_t max_bytes)
{
    struct bs_tally *tally;
    struct bs_error err;

    assert_int_equal(bs_tally_new(&tally,
                                  &(struct bs_tally_options){
                                      .seed = 5, .max_bytes = max_bytes},
                                  &err),
                     BS_OK);
    return tally;
}

/* Adds a hit whose name is gone after the call. */
static inline void add(struct bs_tally *tally, const struct bs_tally_hit *hit)
{
    struct bs_tally_hit mortal = *hit;
    char *text = NULL;

    if (hit->name.data != NULL) {
        text = malloc(hit->name.len + (hit->name.len == 0));
        assert_non_null(text);
        memcpy(text, hit->name.data, hit->name.len);
        mortal.name.data = text;
    }
    bs_tally_add(tally, &mortal);
    if (text != NULL)
        memset(text, '#', hit->name.len);
    free(text);
}

static inline void
check_row(const struct bs_tally_row *got, const struct bs_tally_row *want)
{
    assert_int_equal(got->bucket, want->bucket);
    assert_int_equal(got->name, want->name);
    assert_int_equal(got->tag, want->tag);
    assert_int_equal(got->first, want->first);
    assert_int_equal(got->last, want->last);
    assert_int_equal(got->n, want->n);
}

static inline void check_rows(struct bs_tally *tally,
                              const struct bs_tally_row *want, size_t count)
{
    const struct bs_tally_row *rows;
    size_t got;

    assert_int_equal(bs_tally_drain(tally), BS_OK);
    assert_int_equal(bs_tally_rows(tally, &rows, &got), BS_OK);
    assert_int_equal(got, count);
    for (size_t i = 0; i < count; i++)
        check_row(&rows[i], &want[i]);
}

#endif
