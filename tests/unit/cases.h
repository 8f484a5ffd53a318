/* SPDX-License-Identifier: MIT */
/*
 * cases - cmocka, and tables of cases as named tests.
 *
 * A row is a struct whose first member is its name (const char *); the test
 * function finds the row in *state.
 */
#ifndef TESTS_CASES_H
#define TESTS_CASES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* BS_STR() as an initialiser, for rows; the literal may hold NUL. */
#define BYTES(literal)                                                         \
    {                                                                          \
        (literal), sizeof(literal) - 1                                         \
    }

/* Runs a test for each row and gives the number of those that failed. */
#define RUN_CASES(function, rows) RUN_CASES_WITH(function, rows, NULL, NULL)

/* The same with cmocka's set-up and tear-down of the whole group. */
#define RUN_CASES_WITH(function, rows, set_up, tear_down)                      \
    run_cases(function, &(struct cases){#function, rows, COUNT_OF(rows),       \
                                        sizeof(rows)[0], set_up, tear_down})

struct cases {
    const char *group;
    const void *rows;
    size_t count;
    size_t size; /* of a row */
    CMFixtureFunction set_up;
    CMFixtureFunction tear_down;
};

static inline int
run_cases(CMUnitTestFunction function, const struct cases *cases)
{
    struct CMUnitTest *tests = calloc(cases->count, sizeof *tests);
    const char *row = cases->rows;
    int failed;

    if (tests == NULL)
        return 1;
    for (size_t i = 0; i < cases->count; i++, row += cases->size)
        tests[i] = (struct CMUnitTest){
            .name = *(const char *const *)(const void *)row,
            .test_func = function,
            .initial_state = (void *)(uintptr_t)row,
        };
    failed = _cmocka_run_group_tests(cases->group, tests, cases->count,
                                     cases->set_up, cases->tear_down);
    free(tests);
    return failed;
}

#endif
