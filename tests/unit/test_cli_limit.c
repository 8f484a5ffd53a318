/* SPDX-License-Identifier: MIT */
#include "cli/limit.h"

#include <stdio.h>
#include <string.h>

#include "cases.h"

static const struct limit_case {
    const char *name;
    const char *text;
    const char *metric;
    enum limit_op op;
    double bound;
    uint64_t min;
} limit_cases[] = {
    {"over", "deferred>1000", "deferred", LIMIT_OVER, 1000, 0},
    {"at least", "deferred>=1", "deferred", LIMIT_AT_LEAST, 1, 0},
    {"under", "delivered<10", "delivered", LIMIT_UNDER, 10, 0},
    {"at most", "delivered<=10", "delivered", LIMIT_AT_MOST, 10, 0},
    {"is", "findings=0", "findings", LIMIT_IS, 0, 0},
    {"is, twice", "findings==0", "findings", LIMIT_IS, 0, 0},
    {"is not", "findings!=0", "findings", LIMIT_IS_NOT, 0, 0},
    {"per cent", "block_rate>5%", "block_rate", LIMIT_OVER, 0.05, 0},
    {"min", "block_rate>5%,min=50", "block_rate", LIMIT_OVER, 0.05, 50},
    {"fraction", "block_rate>0.25", "block_rate", LIMIT_OVER, 0.25, 0},
    {"fraction of per cent", "block_rate>12.5%", "block_rate", LIMIT_OVER,
     0.125, 0},
    {"of a kind", "class:blocklisted>10", "class:blocklisted", LIMIT_OVER, 10,
     0},
    {"blanks", " block_rate > 5 % , min=50 ", "block_rate", LIMIT_OVER, 0.05,
     50},
};

static void test_limit(void **state)
{
    const struct limit_case *c = *state;
    struct bs_error err = {0};
    struct limit limit;

    assert_int_equal(limit_parse(&limit, "fail-if", c->text, &err), BS_OK);
    assert_int_equal(limit.metric.len, strlen(c->metric));
    assert_memory_equal(limit.metric.data, c->metric, limit.metric.len);
    assert_int_equal(limit.op, c->op);
    assert_true(limit.bound > c->bound - 1e-12 &&
                limit.bound < c->bound + 1e-12);
    assert_int_equal(limit.min, c->min);
    assert_int_equal(limit.percent, strchr(c->text, '%') != NULL);
}

static const struct bad_case {
    const char *name;
    const char *text;
    const char *want; /* behind "--fail-if: 'TEXT': " */
} bad_cases[] = {
    {"empty", "", "a metric expected at column 1"},
    {"no metric", ">5", "a metric expected at column 1"},
    {"no operator", "deferred", "one of > >= < <= = != expected at column 9"},
    {"another operator", "deferred~5",
     "one of > >= < <= = != expected at column 9"},
    {"no number", "deferred>", "a number expected at column 10"},
    {"operator twice", "deferred>>5", "a number expected at column 10"},
    {"a sign", "deferred>-5", "a number expected at column 10"},
    {"a number too long", "deferred>1234567890123456",
     "a number expected at column 10"},
    {"no digit", "block_rate>5.%", "a digit expected at column 14"},
    {"junk", "deferred>5x", "% or ,min=N or the end expected at column 11"},
    {"another word", "deferred>5,max=3", "min=N expected at column 12"},
    {"min without number", "deferred>5,min=", "a number expected at column 16"},
    {"junk behind min", "deferred>5,min=3x", "the end expected at column 17"},
};

static void test_bad(void **state)
{
    const struct bad_case *c = *state;
    struct bs_error err = {0};
    struct limit limit;
    char want[200];

    assert_int_equal(limit_parse(&limit, "fail-if", c->text, &err), BS_EUSAGE);
    (void)snprintf(want, sizeof want, "--fail-if: '%s': %s", c->text, c->want);
    assert_string_equal(err.text, want);
}

static const struct holds_case {
    const char *name;
    const char *text;
    double value;
    double base;
    bool want;
} holds_cases[] = {
    {"over", "a>5", 6, 6, true},
    {"not over", "a>5", 5, 5, false},
    {"at least", "a>=5", 5, 5, true},
    {"under", "a<5", 4, 4, true},
    {"not under", "a<5", 5, 5, false},
    {"at most", "a<=5", 5, 5, true},
    {"is", "a=5", 5, 5, true},
    {"is not", "a!=5", 5, 5, false},
    {"rate", "a>5%", 0.051, 100, true},
    {"too few", "a>5%,min=50", 0.5, 49, false},
    {"enough", "a>5%,min=50", 0.5, 50, true},
};

static void test_holds(void **state)
{
    const struct holds_case *c = *state;
    struct limit limit;

    assert_int_equal(limit_parse(&limit, "fail-if", c->text, NULL), BS_OK);
    assert_int_equal(limit_holds(&limit, c->value, c->base), c->want);
}

int main(void)
{
    return RUN_CASES(test_limit, limit_cases) + RUN_CASES(test_bad, bad_cases) +
           RUN_CASES(test_holds, holds_cases);
}
