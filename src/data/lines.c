/* SPDX-License-Identifier: MIT */
/* lines - the lines of a data file, with their numbers. */
#include "data/lines.h"

#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"

bool bs_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_outer(char c)
{
    return bs_is_blank(c) || c == '\r';
}

struct bs_str bs_trim(struct bs_str text)
{
    while (text.len > 0 && is_outer(text.data[0])) {
        text.data++;
        text.len--;
    }
    while (text.len > 0 && is_outer(text.data[text.len - 1]))
        text.len--;
    return text;
}

/* Cuts the first line off the rest, without its line end. */
static struct bs_str cut_line(struct bs_str *rest)
{
    const char *end = memchr(rest->data, '\n', rest->len);
    struct bs_str line = *rest;

    if (end != NULL)
        line.len = (size_t)(end - rest->data);
    rest->data += line.len + (end != NULL);
    rest->len -= line.len + (end != NULL);
    if (line.len > 0 && line.data[line.len - 1] == '\r')
        line.len--;
    return line;
}

enum bs_status
bs_lines_next(struct bs_lines *lines, struct bs_str *line, struct bs_error *err)
{
    while (lines->rest.len > 0) {
        *line = cut_line(&lines->rest);
        lines->number++;
        if (line->len > 0 && memchr(line->data, '\0', line->len) != NULL)
            return bs_fail_at(err, lines->label, lines->number, "NUL byte");
        if (!bs_utf8_valid(line->data, line->len))
            return bs_fail_at(err, lines->label, lines->number,
                              "invalid UTF-8");
        if (bs_trim(*line).len > 0 && line->data[0] != '#')
            return BS_OK;
    }
    *line = (struct bs_str){NULL, 0};
    return BS_OK;
}
