/* SPDX-License-Identifier: MIT */
/* limit - reads METRIC OP NUMBER[%][,min=N], and compares. */
#include "cli/limit.h"

#include <string.h>

#include "cli/say.h"

#define DIGITS_MAX 15 /* that a double holds */

struct reading {
    const struct limit *limit;
    const char *at;
    struct bs_error *err;
};

static const struct {
    const char *text;
    enum limit_op op;
} ops[] = {
    /* longer ones first */
    {">=", LIMIT_AT_LEAST}, {"<=", LIMIT_AT_MOST}, {"==", LIMIT_IS},
    {"!=", LIMIT_IS_NOT},   {">", LIMIT_OVER},     {"<", LIMIT_UNDER},
    {"=", LIMIT_IS},
};

static enum bs_status wanted(const struct reading *r, const char *what)
{
    const size_t column = (size_t)(r->at - r->limit->text) + 1;

    return say_fail(r->err, BS_EUSAGE, "--%s: '%s': %s expected at column %zu",
                    r->limit->option, r->limit->text, what, column);
}

static void skip_blanks(struct reading *r)
{
    r->at += strspn(r->at, " ");
}

static enum bs_status read_metric(struct reading *r, struct limit *limit)
{
    const size_t len = strspn(r->at, "abcdefghijklmnopqrstuvwxyz"
                                     "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "0123456789_:.-");

    if (len == 0)
        return wanted(r, "a metric");
    limit->metric = (struct bs_str){r->at, len};
    r->at += len;
    return BS_OK;
}

static enum bs_status read_op(struct reading *r, struct limit *limit)
{
    for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++) {
        const size_t len = strlen(ops[i].text);

        if (strncmp(r->at, ops[i].text, len) != 0)
            continue;
        limit->op = ops[i].op;
        r->at += len;
        return BS_OK;
    }
    return wanted(r, "one of > >= < <= = !=");
}

/* "5", "0.25"; no sign, no exponent. */
static enum bs_status read_number(struct reading *r, double *number)
{
    const size_t whole = strspn(r->at, "0123456789");
    double unit = 1;

    if (whole == 0 || whole > DIGITS_MAX)
        return wanted(r, "a number");
    for (*number = 0; *r->at >= '0' && *r->at <= '9'; r->at++)
        *number = *number * 10 + (*r->at - '0');
    if (*r->at != '.')
        return BS_OK;
    r->at++;
    if (strspn(r->at, "0123456789") == 0)
        return wanted(r, "a digit");
    for (; *r->at >= '0' && *r->at <= '9'; r->at++) {
        unit /= 10;
        *number += unit * (*r->at - '0');
    }
    return BS_OK;
}

static enum bs_status read_min(struct reading *r, struct limit *limit)
{
    static const char name[] = "min=";
    double number = 0;
    enum bs_status status;

    r->at++;
    skip_blanks(r);
    if (strncmp(r->at, name, strlen(name)) != 0)
        return wanted(r, "min=N");
    r->at += strlen(name);
    status = read_number(r, &number);
    limit->min = (uint64_t)number;
    return status;
}

enum bs_status limit_parse(struct limit *limit, const char *option,
                           const char *text, struct bs_error *err)
{
    struct reading r = {limit, text, err};
    enum bs_status status;

    *limit = (struct limit){.option = option, .text = text};
    skip_blanks(&r);
    status = read_metric(&r, limit);
    skip_blanks(&r);
    if (status == BS_OK)
        status = read_op(&r, limit);
    skip_blanks(&r);
    if (status == BS_OK)
        status = read_number(&r, &limit->bound);
    if (status != BS_OK)
        return status;
    skip_blanks(&r);
    if (*r.at == '%') {
        limit->percent = true;
        limit->bound /= 100;
        r.at++;
        skip_blanks(&r);
    }
    if (*r.at == ',')
        status = read_min(&r, limit);
    skip_blanks(&r);
    return status == BS_OK && *r.at != '\0'
               ? wanted(&r,
                        limit->min > 0 ? "the end" : "% or ,min=N or the end")
               : status;
}

bool limit_holds(const struct limit *limit, double value, double base)
{
    const bool equal = !(value < limit->bound) && !(value > limit->bound);

    if (base < (double)limit->min)
        return false;
    switch (limit->op) {
    case LIMIT_OVER: return value > limit->bound;
    case LIMIT_AT_LEAST: return value >= limit->bound;
    case LIMIT_UNDER: return value < limit->bound;
    case LIMIT_AT_MOST: return value <= limit->bound;
    case LIMIT_IS: return equal;
    case LIMIT_IS_NOT: return !equal;
    }
    return false;
}
