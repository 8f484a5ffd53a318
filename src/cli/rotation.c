/* SPDX-License-Identifier: MIT */
/*
 * rotation - what the name of a rotated log says.
 *
 * Source   logrotate(8): FILE.N, dateext (FILE-YYYYMMDD, with hours or an
 *          epoch behind it), compressext; savelog(8): FILE.N; Exim's
 *          exicyclog(8): FILE.01.
 */
#include "cli/rotation.h"

#include <string.h>

#include "cli/opt.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t without_compression(const char *name, bool *compressed)
{
    static const char *const suffixes[] = {".gz", ".bz2", ".xz", ".zst"};
    size_t len = strlen(name);

    *compressed = false;
    for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
        size_t tail = strlen(suffixes[i]);

        if (len <= tail || strcmp(name + len - tail, suffixes[i]) != 0)
            continue;
        *compressed = true;
        return len - tail;
    }
    return len;
}

struct rotation rotation_of(const char *name)
{
    struct rotation found = {0};
    size_t len = without_compression(name, &found.compressed);
    size_t start = len;
    size_t digits = 0;

    while (start > 0 && (is_digit(name[start - 1]) ||
                         (name[start - 1] == '-' && digits > 0))) {
        start--;
        digits += is_digit(name[start]) ? 1 : 0;
    }
    if (start > 0 && start < len && name[start] != '-' &&
        (name[start - 1] == '.' || name[start - 1] == '_'))
        start--;
    found.stem = len;
    if (start == 0 || start == len || digits == 0 || is_digit(name[start]))
        return found;
    found.dated = digits >= 8;
    if (!found.dated && name[start] != '.')
        return found; /* "mail-2" is a name */
    found.stem = start;
    found.mark = len - start;
    return found;
}

static int sign(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int cmp_bytes(const char *a, size_t a_len, const char *b, size_t b_len)
{
    int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

    return order != 0 ? order : sign(a_len, b_len);
}

/* Digits as a number, of any length: ".10" is older than ".9". */
static int cmp_number(const char *a, size_t a_len, const char *b, size_t b_len)
{
    while (a_len > 0 && *a == '0')
        a++, a_len--;
    while (b_len > 0 && *b == '0')
        b++, b_len--;
    return a_len != b_len ? sign(a_len, b_len) : cmp_bytes(a, a_len, b, b_len);
}

/* 0: dated, oldest of all; 1: numbered; 2: still written to. */
static size_t age_class(const struct rotation *r)
{
    return r->mark == 0 ? 2 : r->dated ? 0 : 1;
}

int rotation_cmp(const char *a, const char *b)
{
    struct rotation x = rotation_of(a);
    struct rotation y = rotation_of(b);
    int order = cmp_bytes(a, x.stem, b, y.stem);

    if (order == 0)
        order = sign(age_class(&x), age_class(&y));
    if (order == 0 && x.mark > 0 && x.dated)
        order = cmp_bytes(a + x.stem, x.mark, b + y.stem, y.mark);
    if (order == 0 && x.mark > 0 && !x.dated)
        order =
            cmp_number(b + y.stem + 1, y.mark - 1, a + x.stem + 1, x.mark - 1);
    if (order == 0)
        order = x.compressed - y.compressed;
    return order != 0 ? order : strcmp(a, b);
}

bool rotation_same(const char *a, const char *b)
{
    struct rotation x = rotation_of(a);
    struct rotation y = rotation_of(b);

    return x.stem == y.stem && x.mark == y.mark &&
           x.compressed != y.compressed && memcmp(a, b, x.stem + x.mark) == 0;
}

int rotation_log_kind(const char *name)
{
    static const struct stem {
        const char *name;
        int kind;
    } stems[] = {
        {"exim_mainlog", 1}, {"mail", 1},    {"mail.log", 1}, {"maillog", 1},
        {"main.log", 1},     {"mainlog", 1}, {"messages", 2}, {"syslog", 2},
    };
    size_t len = rotation_of(name).stem;

    for (size_t i = 0; i < COUNT_OF(stems); i++)
        if (strlen(stems[i].name) == len &&
            memcmp(stems[i].name, name, len) == 0)
            return stems[i].kind;
    return 0;
}
