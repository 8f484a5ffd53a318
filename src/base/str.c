/* SPDX-License-Identifier: MIT */
/*
 * str - slices, and the forms in which hostile text may leave.
 *
 * Source   RFC 8259 section 7 (JSON strings); Unicode UAX #9 (the formatting
 *          characters that reorder what a terminal shows).
 */
#include "bouncestat/str.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

struct bs_str bs_str_of(const char *text)
{
    return (struct bs_str){text, text != NULL ? strlen(text) : 0};
}

bool bs_str_eq(struct bs_str a, struct bs_str b)
{
    if (a.data == NULL || b.data == NULL)
        return a.data == b.data;
    return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

struct sink { /* writes pieces whole or not at all */
    char *out;
    size_t room;  /* without the NUL */
    size_t used;  /* written */
    size_t total; /* wanted */
};

static void put(struct sink *sink, const char *piece, size_t len)
{
    if (sink->used == sink->total && len <= sink->room - sink->used) {
        memcpy(sink->out + sink->used, piece, len);
        sink->used += len;
    }
    sink->total += len;
}

static bool reorders(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0x200E || c == 0x200F || c == 0x061C || c == 0x2028 ||
           c == 0x2029;
}

static void
put_terminal(struct sink *sink, uint32_t c, const char *raw, size_t len)
{
    char escape[16];

    if (c < 0x20 || c == 0x7F)
        (void)snprintf(escape, sizeof escape, "\\x%02X", (unsigned)c);
    else if ((c >= 0x80 && c < 0xA0) || reorders(c))
        (void)snprintf(escape, sizeof escape, "\\u{%04X}", (unsigned)c);
    else {
        put(sink, raw, len);
        return;
    }
    put(sink, escape, strlen(escape));
}

static void put_json(struct sink *sink, uint32_t c, const char *raw, size_t len)
{
    static const char shorts[] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    char escape[8];

    if (c == '"' || c == '\\')
        (void)snprintf(escape, sizeof escape, "\\%c", (char)c);
    else if (c < sizeof shorts && shorts[c] != 0)
        (void)snprintf(escape, sizeof escape, "\\%c", shorts[c]);
    else if (c < 0x20 || c == 0x7F)
        (void)snprintf(escape, sizeof escape, "\\u%04x", (unsigned)c);
    else {
        put(sink, raw, len);
        return;
    }
    put(sink, escape, strlen(escape));
}

static size_t
escape_all(char *out, size_t size, struct bs_str text,
           void (*one)(struct sink *, uint32_t, const char *, size_t))
{
    struct sink sink = {.out = out, .room = size > 0 ? size - 1 : 0};

    for (size_t i = 0; i < text.len;) {
        uint32_t c;
        char clean[BS_UTF8_MAX];

        i += bs_utf8_decode(&c, text.data + i, text.len - i);
        one(&sink, c, clean, bs_utf8_encode(clean, c));
    }
    if (size > 0)
        out[sink.used] = '\0';
    return sink.total;
}

size_t bs_str_terminal(char *out, size_t size, struct bs_str text)
{
    return escape_all(out, size, text, put_terminal);
}

size_t bs_str_json(char *out, size_t size, struct bs_str text)
{
    return escape_all(out, size, text, put_json);
}
