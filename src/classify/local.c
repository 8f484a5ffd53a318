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

#include "base/number.h"
#include "classify/mask.h"

#define LONG 128 /* of a longer one only the beginning is compared */
#define ONES UINT64_C(0x0101010101010101)

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

/* Bytes with the high bit where a byte may be zero; the lowest one is. */
static uint64_t zeros(uint64_t bytes)
{
    return (bytes - ONES) & ~bytes & ONES * 0x80;
}

/* The first byte from at on that may be c, whatever its case; end: none. */
static const char *find_byte(const char *at, const char *end, char c)
{
    const uint64_t fold = bs_is_alpha(c) ? ONES * 0x20 : 0;
    const uint64_t want = ONES * (unsigned char)bs_lower(c);

    for (; end - at >= 8; at += 8) {
        const uint64_t found = zeros((bs_little(at) | fold) ^ want);

        if (found != 0)
            return at + __builtin_ctzll(found) / 8;
    }
    while (at < end && bs_lower(*at) != bs_lower(c))
        at++;
    return at;
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
    static const char common[] = "acdehilmnorstu.";
    const size_t len = local.len < 16 ? local.len : 16;

    for (size_t i = 0; i < len; i++)
        if (memchr(common, bs_lower(local.data[i]), sizeof common - 1) == NULL)
            return i;
    return 0;
}

static const char *
find_local(struct bs_str text, const char *from, struct bs_str local)
{
    const char *end = text.data + text.len;
    const size_t compare = local.len < LONG ? local.len : LONG;
    const size_t rare = find_rare(local);
    const char *at = from;

    if ((size_t)(end - from) < local.len)
        return end;
    for (at = find_byte(from + rare, end, local.data[rare]); at < end;
         at = find_byte(at + 1, end, local.data[rare]))
        if (begins(text, at - rare, local, compare))
            return at - rare;
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

    if (local.len == 0 || text.len == 0)
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
    const char *plus =
        local.len > 0 ? memchr(local.data, '+', local.len) : NULL;

    text = hide(out, text, local);
    if (plus == NULL || plus == local.data)
        return text;
    return hide(out, text,
                (struct bs_str){local.data, (size_t)(plus - local.data)});
}
