/* SPDX-License-Identifier: MIT */
/*
 * json - writes JSON.
 *
 * Knows    Nearly all log text needs no escape: whole runs of plain ASCII are
 *          copied, only the rest goes through bs_str_json().
 * Source   RFC 8259.
 */
#include "cli/json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void json_init(struct json *json, struct out *out)
{
    *json = (struct json){.out = out};
}

static void next(struct json *json, const char *key)
{
    if (json->more)
        out_text(json->out, ",");
    if (json->depth > 0) {
        out_text(json->out, "\n");
        out_fill(json->out, ' ', 2 * (size_t)json->depth);
    }
    json->more = true;
    if (key == NULL)
        return;
    json_string(json->out, bs_str_of(key));
    out_text(json->out, ": ");
}

void json_open(struct json *json, const char *key, char bracket)
{
    next(json, key);
    out_add(json->out, &bracket, 1);
    json->depth++;
    json->more = false;
}

void json_close(struct json *json, char bracket)
{
    json->depth--;
    if (json->more) {
        out_text(json->out, "\n");
        out_fill(json->out, ' ', 2 * (size_t)json->depth);
    }
    out_add(json->out, &bracket, 1);
    json->more = true;
    if (json->depth == 0)
        out_text(json->out, "\n");
}

void json_text(struct json *json, const char *key, struct bs_str text)
{
    next(json, key);
    json_string(json->out, text);
}

void json_count(struct json *json, const char *key, uint64_t number)
{
    next(json, key);
    out_print(json->out, "%llu", (unsigned long long)number);
}

void json_integer(struct json *json, const char *key, int64_t number)
{
    next(json, key);
    out_print(json->out, "%lld", (long long)number);
}

void json_real(struct json *json, const char *key, double number)
{
    next(json, key);
    if (isfinite(number))
        out_print(json->out, "%.10g", number);
    else
        out_text(json->out, "null");
}

void json_bool(struct json *json, const char *key, bool value)
{
    next(json, key);
    out_text(json->out, value ? "true" : "false");
}

void json_null(struct json *json, const char *key)
{
    next(json, key);
    out_text(json->out, "null");
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

/* Has any of the eight bytes a value that is not plain? */
static bool any_special(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101U;
    const uint64_t high = 0x8080808080808080U;
    uint64_t quote = word ^ (ones * '"');
    uint64_t slash = word ^ (ones * '\\');
    uint64_t rubout = word ^ (ones * 0x7FU);

    /* Each difference borrows into the high bit of a byte below its bound;
     * a false hit above such a byte does no harm. */
    return ((word | (word - ones * 0x20) | (quote - ones) | (slash - ones) |
             (rubout - ones)) &
            high) != 0;
}

static size_t plain_run(const char *data, size_t len)
{
    size_t i = 0;

    for (; i + sizeof(uint64_t) <= len; i += sizeof(uint64_t)) {
        uint64_t word;

        memcpy(&word, data + i, sizeof word);
        if (any_special(word))
            break;
    }
    while (i < len && is_plain((unsigned char)data[i]))
        i++;
    return i;
}

/* Bytes up to the next plain one; never within a character. */
static size_t special_run(const char *data, size_t len)
{
    size_t i = 0;

    while (i < len && !is_plain((unsigned char)data[i]))
        i++;
    return i;
}

void json_string(struct out *out, struct bs_str text)
{
    if (text.data == NULL) {
        out_add(out, "null", 4);
        return;
    }
    out_add(out, "\"", 1);
    for (size_t i = 0; i < text.len;) {
        size_t run = plain_run(text.data + i, text.len - i);
        struct bs_str rest;
        size_t size;

        out_add(out, text.data + i, run);
        i += run;
        rest = (struct bs_str){text.data + i,
                               special_run(text.data + i, text.len - i)};
        if (rest.len == 0)
            continue;
        size = 6 * rest.len + 1; /* "\u0000" is the longest escape */
        out->len += bs_str_json(out_room(out, size), size, rest);
        i += rest.len;
    }
    out_add(out, "\"", 1);
}
