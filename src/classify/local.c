/* SPDX-License-Identifier: MIT */
/*
 * local - a reply without the local part of an address.
 *
 * Nearly every reply names it within the address, or not at all, so looking
 * for it is what must be cheap.
 *
 * Source   RFC 2142; RFC 5233 (subaddress)
 */
#include "classify/local.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/lanes.h"
#include "base/number.h"
#include "classify/mask.h"

#define LONG 128 /* of a longer one only the beginning is compared */

static const char *const roles[] = {
    "abuse",  "ftp",        "hostmaster", "info",     "marketing", "news",
    "noc",    "postmaster", "sales",      "security", "support",   "trouble",
    "usenet", "uucp",       "webmaster",  "www",
};

static bool equal(const char *a, const char *b, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (bs_lower(a[i]) != bs_lower(b[i]))
            return false;
    return true;
}

static bool is_role(struct bs_str local)
{
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (strlen(roles[i]) == local.len &&
            equal(roles[i], local.data, local.len))
            return true;
    return false;
}

static bool is_word(char c)
{
    return bs_is_alpha(c) || bs_is_digit(c) || (unsigned char)c >= 0x80;
}

/* "\anna" and "anna" in quotes are anna. */
static struct bs_str local_part(struct bs_str address)
{
    const char *at =
        address.len > 0 ? memrchr(address.data, '@', address.len) : NULL;
    struct bs_str local = address;

    if (at != NULL)
        local.len = (size_t)(at - address.data);
    while (local.len > 0 && (*local.data == '"' || *local.data == '\\')) {
        local.data++;
        local.len--;
    }
    while (local.len > 0 && local.data[local.len - 1] == '"')
        local.len--;
    return local;
}

static bool is_quoted(struct bs_str text, const char *at, size_t len)
{
    const char *end = text.data + text.len;

    return at > text.data && at + len < end &&
           memchr("\"'`<[", at[-1], 5) != NULL &&
           memchr("\"'`>]", at[len], 5) != NULL;
}

/* All of an address is masked later, unless it is the user of a URL. */
static bool is_address(struct bs_str text, const char *at, size_t len)
{
    return at + len < text.data + text.len && at[len] == '@' &&
           (at == text.data || at[-1] != '/');
}

/* Does a word that is the local part begin here? */
static bool
begins(struct bs_str text, const char *at, struct bs_str local, size_t compare)
{
    const char *behind = at + compare;
    const char *end = text.data + text.len;

    if ((size_t)(end - at) < compare ||
        (at > text.data && is_word(at[-1]) && is_word(*at)) ||
        !equal(at, local.data, compare))
        return false;
    if (compare < local.len)
        return true;
    if ((behind < end && is_word(behind[-1]) && is_word(*behind)) ||
        is_address(text, at, compare))
        return false;
    return local.len > 2 || is_quoted(text, at, compare);
}

/* Where a byte is that few words have: looking for that one finds little. */
static size_t find_rare(struct bs_str local)
{
    const uint32_t common = 0x1e799d; /* acdehilmnorstu, 'a' being the lowest */
    const size_t len = local.len < 16 ? local.len : 16;

    for (size_t i = 0; i < len; i++) {
        const char c = local.data[i];

        if (c != '.' &&
            (!bs_is_alpha(c) || (common >> (bs_lower(c) - 'a') & 1) == 0))
            return i;
    }
    return 0;
}

struct letter { /* of a local part, at many places at once */
    size_t at;
    bs_lanes fold;
    bs_lanes same;
};

static struct letter letter_of(struct bs_str local, size_t at)
{
    const char c = local.data[at];
    const bs_lanes none = {0};

    return (struct letter){.at = at,
                           .fold = none | (uint8_t)(bs_is_alpha(c) ? 0x20 : 0),
                           .same = none | (uint8_t)bs_lower(c)};
}

static bs_lanes has_letter(const char *text, const struct letter *letter)
{
    return (bs_lanes)((bs_lanes_load(text + letter->at) | letter->fold) ==
                      letter->same);
}

/* The first place from at on, and up to last, where the local part may begin:
 * it has these letters there. Behind last: none. */
static const char *find_start(const char *at, const char *last,
                              const struct letter *a, const struct letter *b)
{
    for (; (size_t)(last - at) + 1 >= BS_LANES; at += BS_LANES) {
        const size_t step =
            bs_lanes_first(has_letter(at, a) & has_letter(at, b));

        if (step < BS_LANES)
            return at + step;
    }
    while (at <= last && ((uint8_t)at[a->at] | a->fold[0]) != a->same[0])
        at++;
    return at;
}

static const char *
find_local(struct bs_str text, const char *from, struct bs_str local)
{
    const char *end = text.data + text.len;
    const size_t compare = local.len < LONG ? local.len : LONG;
    const size_t rare = find_rare(local);
    const struct letter a = letter_of(local, rare);
    const struct letter b = letter_of(local, rare + 1 < compare ? rare + 1 : 0);
    const char *last;

    if ((size_t)(end - from) < local.len)
        return end;
    last = end - compare;
    for (const char *at = find_start(from, last, &a, &b); at <= last;
         at = find_start(at + 1, last, &a, &b))
        if (begins(text, at, local, compare))
            return at;
    return end;
}

static const char *
skip_local(const char *at, const char *end, struct bs_str local)
{
    if (local.len <= LONG)
        return at + local.len;
    /* It may have blanks itself. */
    for (size_t i = 0;
         i < local.len && at < end && bs_lower(*at) == bs_lower(local.data[i]);
         i++)
        at++;
    while (at < end && *at != ' ')
        at++;
    return at;
}

static struct bs_str hide(char *out, struct bs_str text, struct bs_str local)
{
    const char *end;
    const char *from = text.data;
    const char *at;
    char *to = out;

    if (text.len == 0)
        return text;
    end = text.data + text.len;
    at = find_local(text, from, local);
    if (at == end || is_role(local))
        return text;
    for (; at < end; at = find_local(text, from, local)) {
        memmove(to, from, (size_t)(at - from));
        to += at - from;
        *to++ = BS_MARK_USER;
        from = skip_local(at, end, local);
    }
    memmove(to, from, (size_t)(end - from));
    return (struct bs_str){out, (size_t)(to - out) + (size_t)(end - from)};
}

struct bs_str
bs_local_hide(char *out, struct bs_str text, struct bs_str address)
{
    const struct bs_str local = local_part(address);
    const char *plus;

    if (local.len == 0)
        return text;
    plus = memchr(local.data, '+', local.len);
    text = hide(out, text, local);
    if (plus == NULL || plus == local.data)
        return text;
    return hide(out, text,
                (struct bs_str){local.data, (size_t)(plus - local.data)});
}
