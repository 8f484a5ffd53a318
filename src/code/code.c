/* SPDX-License-Identifier: MIT */
/*
 * code - enhanced mail system status codes as values.
 *
 * Source   RFC 3463 section 2: class is 2, 4 or 5; subject and detail are
 *          numbers of one to three digits without leading zeros.
 */
#include "bouncestat/code.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/number.h"

#define PART_MAX 999

/* Reads one of the three numbers; with any, also X. */
static size_t parse_part(uint16_t *out, bool any, const char *text, size_t len)
{
    uint64_t number;
    size_t used;

    if (any && len > 0 && text[0] == 'X') {
        *out = BS_ANY;
        return 1;
    }
    used = bs_number_parse(&number, PART_MAX, text, len);
    if (used == 0 || (used > 1 && text[0] == '0'))
        return 0;
    *out = (uint16_t)number;
    return used;
}

static bool class_exists(uint16_t cls)
{
    return cls == 2 || cls == 4 || cls == 5 || cls == BS_ANY;
}

static bool goes_on(char c)
{
    return bs_is_alpha(c) || bs_is_digit(c) || c == '.';
}

static size_t
parse_code(struct bs_esc *out, bool any, const char *text, size_t len)
{
    struct bs_esc code;
    uint16_t *const parts[] = {&code.cls, &code.subject, &code.detail};
    size_t at = 0;

    *out = (struct bs_esc){0, 0, 0};
    if (len == 0)
        return 0; /* text may be NULL, which has no places to point to */
    for (size_t i = 0; i < 3; i++) {
        size_t used;

        if (i > 0 && (at == len || text[at++] != '.'))
            return 0;
        used = parse_part(parts[i], any, text + at, len - at);
        if (used == 0)
            return 0;
        at += used;
    }
    if (!class_exists(code.cls) || (at < len && goes_on(text[at])))
        return 0;
    *out = code;
    return at;
}

/* "5.1.1" with one digit a part is nearly all there is. */
static bool parse_short(struct bs_esc *out, const char *text, size_t len)
{
    if (len < 5 || text[1] != '.' || text[3] != '.' ||
        (text[0] != '2' && text[0] != '4' && text[0] != '5') ||
        !bs_is_digit(text[2]) || !bs_is_digit(text[4]) ||
        (len > 5 && goes_on(text[5])))
        return false;
    *out = (struct bs_esc){(uint16_t)(text[0] - '0'), (uint16_t)(text[2] - '0'),
                           (uint16_t)(text[4] - '0')};
    return true;
}

size_t bs_esc_parse(struct bs_esc *out, const char *text, size_t len)
{
    if (parse_short(out, text, len))
        return 5;
    return parse_code(out, false, text, len);
}

size_t bs_esc_parse_key(struct bs_esc *out, const char *text, size_t len)
{
    return parse_code(out, true, text, len);
}

static size_t format_part(char *out, uint16_t part)
{
    assert(part <= PART_MAX || part == BS_ANY);
    if (part == BS_ANY) {
        out[0] = 'X';
        out[1] = '\0';
        return 1;
    }
    return (size_t)snprintf(out, 4, "%u", part % (PART_MAX + 1U));
}

size_t bs_esc_format(char out[BS_ESC_BUFSIZE], struct bs_esc code)
{
    size_t len = 0;

    out[0] = '\0';
    if (code.cls == 0)
        return 0;
    len += format_part(out, code.cls);
    out[len++] = '.';
    len += format_part(out + len, code.subject);
    out[len++] = '.';
    return len + format_part(out + len, code.detail);
}

static int compare_part(uint16_t a, uint16_t b)
{
    return (a > b) - (a < b); /* BS_ANY is the largest number */
}

int bs_esc_cmp(struct bs_esc a, struct bs_esc b)
{
    int order = compare_part(a.cls, b.cls);

    if (order == 0)
        order = compare_part(a.subject, b.subject);
    return order != 0 ? order : compare_part(a.detail, b.detail);
}
