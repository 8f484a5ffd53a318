/* SPDX-License-Identifier: MIT */
/*
 * reply - an SMTP reply in a log line → its codes.
 *
 * Postfix joins the lines of a reply with blanks: "550-5.1.1 no 550 5.1.1
 * such user". Only a reply that begins with "NNN-" has more than one line, so
 * a number inside the text of any other is never taken for a code.
 *
 * Source   RFC 5321 section 4.2.1; RFC 2034 section 4.
 */
#include "parse/reply.h"

#include <string.h>

#include "base/number.h"

/* Three digits, then a blank, '-' or the end; 0: no code. */
static inline uint16_t code_at(struct bs_str text, size_t at, char *behind)
{
    const char *p = text.data + at;

    if (text.len < at + 3 || !bs_is_digit(p[0]) || !bs_is_digit(p[1]) ||
        !bs_is_digit(p[2]))
        return 0;
    *behind = text.len == at + 3 ? ' ' : p[3];
    if (*behind != ' ' && *behind != '-' && *behind != '\n' && *behind != '\r')
        return 0;
    return (uint16_t)((p[0] - '0') * 100 + (p[1] - '0') * 10 + (p[2] - '0'));
}

/* The place of the next word, or the end. */
static size_t next_word(struct bs_str text, size_t at)
{
    const char *blank = memchr(text.data + at, ' ', text.len - at);

    return blank != NULL ? (size_t)(blank - text.data) + 1 : text.len;
}

/* The last "NNN " of the class that the program logged. Of the words behind
 * the last "NNN-", one that repeats its code goes first. */
static uint16_t last_line(struct bs_str reply, size_t from, uint16_t cls)
{
    uint16_t same_class = 0;
    uint16_t same_code = 0;
    uint16_t marker = 0;

    for (size_t at = from; at < reply.len; at = next_word(reply, at)) {
        char behind;
        uint16_t code;

        if (!bs_is_digit(reply.data[at])) /* nearly all */
            continue;
        code = code_at(reply, at, &behind);
        if (code == 0)
            continue;
        if (behind == '-') {
            marker = code;
            same_code = 0;
        } else {
            if (code == marker)
                same_code = code;
            if (code / 100 == cls)
                same_class = code;
        }
    }
    return same_code != 0 ? same_code : same_class;
}

uint16_t
bs_reply_code(struct bs_str reply, enum bs_reply_fold fold, struct bs_esc own)
{
    char behind = '\0';
    uint16_t first = reply.len > 0 ? code_at(reply, 0, &behind) : 0;
    uint16_t last;

    if (fold != BS_FOLD_BLANKS || first == 0 || behind == ' ')
        return first;
    last = last_line(reply, 0, own.cls);
    return last != 0 ? last : first;
}

static struct bs_esc enhanced_at(struct bs_str text, size_t at)
{
    struct bs_esc code = {0, 0, 0};
    size_t used;

    while (at < text.len && text.data[at] == ' ')
        at++;
    used = bs_esc_parse(&code, text.data + at, text.len - at);
    at += used;
    if (used > 0 && at < text.len && text.data[at] != ' ' &&
        text.data[at] != '\n' && text.data[at] != '\r')
        return (struct bs_esc){0, 0, 0};
    return code;
}

struct bs_esc bs_reply_enhanced(struct bs_str reply, enum bs_reply_fold fold)
{
    char behind = '\0';
    struct bs_esc code = {0, 0, 0};
    bool folded = fold == BS_FOLD_BLANKS && reply.len > 0 &&
                  code_at(reply, 0, &behind) != 0 && behind == '-';

    for (size_t at = 0; at < reply.len && code.cls == 0;) {
        const char *end = memchr(reply.data + at, '\n', reply.len - at);

        if (code_at(reply, at, &behind) != 0)
            code = enhanced_at(reply, at + 4 < reply.len ? at + 4 : reply.len);
        if (folded)
            at = next_word(reply, at);
        else if (end != NULL)
            at = (size_t)(end - reply.data) + 1;
        else
            break;
    }
    return code;
}
