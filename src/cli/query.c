/* SPDX-License-Identifier: MIT */
/*
 * query - what 'explain' was asked.
 *
 * Source   RFC 5321 section 4.2 (reply lines), RFC 2034 section 4.
 */
#include "cli/query.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct bs_str trim(struct bs_str text)
{
    while (text.len > 0 && is_blank(text.data[0]))
        text.data++, text.len--;
    while (text.len > 0 && is_blank(text.data[text.len - 1]))
        text.len--;
    return text;
}

/* Three digits, then the end, a blank or '-': bytes used, or 0. */
static size_t basic(char code[4], struct bs_str text)
{
    if (text.len < 3 || !is_digit(text.data[0]) || !is_digit(text.data[1]) ||
        !is_digit(text.data[2]))
        return 0;
    if (text.len > 3 && !is_blank(text.data[3]) && text.data[3] != '-')
        return 0;
    memcpy(code, text.data, 3);
    code[3] = '\0';
    return text.len > 3 ? 4 : 3;
}

static size_t enhanced(struct bs_esc *dsn, struct bs_str text)
{
    size_t used = bs_esc_parse(dsn, text.data, text.len);

    return used > 0 ? used : bs_esc_parse_key(dsn, text.data, text.len);
}

bool query_parse(struct query *query, struct bs_str text)
{
    struct bs_str rest = trim(text);
    size_t used;
    size_t used_dsn;

    *query = (struct query){.text = rest};
    used = basic(query->code, rest);
    rest.data += used;
    rest.len -= used;
    rest = trim(rest);
    used_dsn = enhanced(&query->dsn, rest);
    query->rest =
        trim((struct bs_str){rest.data + used_dsn, rest.len - used_dsn});
    return used > 0 || query->dsn.cls != 0;
}

bool query_is_basic(const char *text)
{
    char code[4];

    return strlen(text) == 3 && basic(code, bs_str_of(text)) == 3;
}

bool query_is_enhanced(const char *text)
{
    struct bs_esc dsn;

    return text[0] != '\0' && enhanced(&dsn, bs_str_of(text)) == strlen(text);
}
