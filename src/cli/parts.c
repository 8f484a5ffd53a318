/* SPDX-License-Identifier: MIT */
/* parts - the head and the labelled texts of what 'explain' prints. */
#include "cli/parts.h"

#include <string.h>

#include "cli/width.h"

#define INDENT 16 /* where the texts begin */

void parts_head(struct out *out, const char *key, const char *name,
                const char *grade, size_t columns)
{
    const char *gap = key[0] != '\0' ? "   " : "";
    size_t used = strlen(key) + strlen(gap) + width_of(bs_str_of(name));

    out_print(out, "%s%s", key, gap);
    out_safe(out, bs_str_of(name));
    if (grade != NULL) {
        size_t wanted = width_of(bs_str_of(grade));

        out_fill(out, ' ',
                 used + 2 + wanted < columns ? columns - used - wanted : 2);
        out_text(out, grade);
    }
    out_text(out, "\n");
}

void parts_put(struct out *out, const char *label, const char *text,
               size_t columns)
{
    if (text == NULL || text[0] == '\0' || strcmp(text, "-") == 0)
        return;
    out_print(out, " %s", label);
    width_wrap(out, text, 1 + width_of(bs_str_of(label)), INDENT, columns);
    out_text(out, "\n");
}
