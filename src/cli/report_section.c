/* SPDX-License-Identifier: MIT */
/* report_section - what all forms know of a section and its rows. */
#include <stdio.h>

#include "cli/report_parts.h"

const char *report_sentence(const struct report *report,
                            const struct bs_section *section, size_t i)
{
    char number[8];

    if (section->sentences[report->lang][0] != NULL)
        return section->sentences[report->lang][i];
    (void)snprintf(number, sizeof number, "%zu", i + 1);
    return report_word(report, section->name, number);
}

struct fill report_fill(struct report_lost *lost, const struct report *report,
                        const struct rows *rows)
{
    const struct cell *cell = rows_cell(rows, 0, "unmatched", report->lang);
    const struct cell none = {.kind = CELL_NONE};
    bool kept = report->unmatched != NULL;

    lost->fields[0] =
        (struct field){"lost", cell != NULL && !kept ? *cell : none};
    lost->fields[1] =
        (struct field){"kept", cell != NULL && kept ? *cell : none};
    lost->fields[2] =
        (struct field){"file", cell_text(bs_str_of(report->unmatched))};
    return (struct fill){.fields = lost->fields,
                         .field_count = COUNT_OF(lost->fields),
                         .rows = rows,
                         .lang = report->lang};
}

size_t report_limit(const struct report *report,
                    const struct bs_section *section, const struct rows *rows)
{
    size_t limit = rows->table.row_count;

    for (size_t row = 0; section->about != NULL && row < limit; row++) {
        const struct cell *cell =
            rows_cell(rows, row, section->about, report->lang);

        if (cell == NULL || cell->kind != CELL_COUNT || cell->count == 0)
            return row;
    }
    return limit;
}

struct bs_str report_severity(const struct rows *rows, size_t row)
{
    static const char *const grave[] = {"failed", "rejected"};
    const struct cell *severity = rows_cell(rows, row, "severity", BS_EN);

    if (severity != NULL && severity->kind == CELL_TEXT)
        return severity->text;
    for (size_t i = 0; i < COUNT_OF(grave); i++) {
        const struct cell *cell = rows_cell(rows, row, grave[i], BS_EN);

        if (cell != NULL && cell->kind == CELL_COUNT && cell->count > 0)
            return BS_STR("hard");
    }
    return BS_STR("soft");
}
