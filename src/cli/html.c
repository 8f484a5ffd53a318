/* SPDX-License-Identifier: MIT */
/*
 * html - writes text into HTML.
 *
 * Knows    Attributes are always in double quotes. Bytes that are no UTF-8
 *          became U+FFFD before they are escaped here.
 */
#include "cli/html.h"

#include <stdlib.h>
#include <string.h>

#include "cli/fill.h"
#include "cli/mem.h"

static void escape(struct out *out, const char *text)
{
    while (*text != '\0') {
        size_t plain = strcspn(text, "&<>\"'");

        out_add(out, text, plain);
        text += plain;
        switch (*text) {
        case '&': out_text(out, "&amp;"); break;
        case '<': out_text(out, "&lt;"); break;
        case '>': out_text(out, "&gt;"); break;
        case '"': out_text(out, "&quot;"); break;
        case '\'': out_text(out, "&#39;"); break;
        default: return;
        }
        text++;
    }
}

void html_text(struct out *out, struct bs_str text)
{
    char *safe = table_safe(text);

    escape(out, safe);
    free(safe);
}

void html_short(struct out *out, struct bs_str text)
{
    html_cut(out, text, HTML_TEXT_MAX);
}

void html_cut(struct out *out, struct bs_str text, size_t columns)
{
    struct out memory;

    out_memory(&memory);
    fill_cut(&memory, text, columns);
    out_add(&memory, "", 1);
    escape(out, memory.data);
    out_abandon(&memory);
}
