/* SPDX-License-Identifier: MIT */
/* page - the text or Markdown that a report becomes: its sentences. */
#include "cli/page.h"

#include <stdlib.h>
#include <string.h>

#include "cli/mem.h"
#include "cli/width.h"

#define HANG_MAX 20 /* indent of further lines */
#define PART_GAP "   "

/* Parts with three blanks between them go to further lines as a whole. */
static void put_line(struct page *page, const char *line, size_t columns)
{
    const char *gap = strstr(line, PART_GAP);
    size_t column = 0;
    size_t hang = strspn(line, " ");

    if (gap != NULL) {
        const char *second = gap + strspn(gap, " ");

        hang = width_of((struct bs_str){line, (size_t)(second - line)});
        hang = hang <= HANG_MAX ? hang : 1;
    }
    while (*line != '\0') {
        size_t blanks = strspn(line, " ");
        const char *part = line + blanks;
        const char *end = strstr(part, PART_GAP);
        size_t len = end != NULL ? (size_t)(end - part) : strlen(part);
        size_t width = width_of((struct bs_str){part, len});

        if (column > 0 && column + blanks + width > columns) {
            out_text(page->out, "\n");
            out_fill(page->out, ' ', hang);
            column = hang;
        } else {
            out_fill(page->out, ' ', blanks);
            column += blanks;
        }
        if (column + width > columns) {
            char *text = mem_copy(part, len);

            width_wrap(page->out, text, column, hang, columns);
            free(text);
        } else {
            out_add(page->out, part, len);
        }
        column += width;
        line = part + len;
    }
    out_text(page->out, "\n");
}

bool page_sentence(struct page *page, const char *word, const struct fill *fill,
                   const char *prefix)
{
    char *text = fill_copy(word, fill);
    bool any = text[0] != '\0';

    if (any && prefix[0] == '\n')
        out_text(page->out, "\n");
    prefix += prefix[0] == '\n';
    if (any && page->markdown) {
        out_text(page->out, prefix);
        out_text(page->out, text);
        out_text(page->out, "\n");
    } else if (any) {
        char *line = mem_join(prefix, "", text);

        put_line(page, line, page->report->columns);
        free(line);
    }
    free(text);
    return any;
}
