/* SPDX-License-Identifier: MIT */
/*
 * escape - undoes the escapes that a mail program writes.
 *
 * Exim writes bytes that it does not hold printable as three octal digits or,
 * the usual ones, as a letter; a backslash stays as it is. Sendmail doubles
 * the backslash and writes octal digits as well.
 *
 * Source   Exim's string_printing(), Sendmail's xputs().
 */
#include "parse/escape.h"

#include <string.h>

static bool octal(const char *p, size_t left, char *out)
{
    if (left < 4 || p[1] < '0' || p[1] > '3' || p[2] < '0' || p[2] > '7' ||
        p[3] < '0' || p[3] > '7')
        return false;
    *out = (char)(unsigned char)((p[1] - '0') * 64 + (p[2] - '0') * 8 +
                                 (p[3] - '0'));
    return true;
}

static bool letter(char c, enum bs_escapes escapes, char *out)
{
    static const char exim[] = "n\nr\rt\tb\bf\fv\v";
    static const char sendmail[] = "\\\\";
    const char *table = escapes == BS_ESCAPES_EXIM ? exim : sendmail;

    for (; *table != '\0'; table += 2)
        if (*table == c) {
            *out = table[1];
            return true;
        }
    return false;
}

struct bs_str
bs_unescape_all(char *out, struct bs_str text, enum bs_escapes escapes)
{
    size_t used = 0;

    if (escapes == BS_ESCAPES_NONE || text.len == 0 ||
        memchr(text.data, '\\', text.len) == NULL)
        return text;
    for (size_t i = 0; i < text.len; used++) {
        const char *p = text.data + i;
        size_t left = text.len - i;

        if (*p == '\\' && octal(p, left, &out[used]))
            i += 4;
        else if (*p == '\\' && left > 1 && letter(p[1], escapes, &out[used]))
            i += 2;
        else {
            out[used] = *p;
            i++;
        }
    }
    return (struct bs_str){out, used};
}

struct bs_str bs_unquote(char *out, struct bs_str text)
{
    size_t used = 0;

    if (text.len == 0 || memchr(text.data, '\\', text.len) == NULL)
        return text;
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '\\' && i + 1 < text.len &&
            (text.data[i + 1] == '\\' || text.data[i + 1] == '"'))
            i++;
        out[used++] = text.data[i];
    }
    return (struct bs_str){out, used};
}
