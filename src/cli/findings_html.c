/* SPDX-License-Identifier: MIT */
/* findings_html - findings as a list of a page. */
#include <stdlib.h>

#include "cli/findings.h"
#include "cli/html.h"
#include "cli/report_html.h"

static void
put_finding(struct html_view *view, const struct findings *findings, size_t i)
{
    const struct finding *one = &findings->items[i];
    const struct cell *advice =
        rows_cell(one->rows, one->row, "advice", view->report->lang);
    char *text = findings_sentence(findings, view->report, i);

    out_print(view->out, "<li%s><strong>",
              one->rank >= FINDINGS_GOOD ? " class=\"good\"" : "");
    html_text(view->out, bs_str_of(text));
    out_text(view->out, "</strong>");
    if (advice != NULL && advice->kind == CELL_TEXT && advice->text.len > 1) {
        out_text(view->out, " ");
        html_text(view->out, advice->text);
    }
    out_text(view->out, "</li>\n");
    free(text);
}

static void put_list(struct html_view *view, const struct findings *findings)
{
    const struct field fields[] = {
        {"count", cell_count((int64_t)findings->count)}};
    const struct fill fill = {.fields = fields,
                              .field_count = COUNT_OF(fields),
                              .lang = view->report->lang};
    const char *word = report_word(view->report, "finding", "heading");
    char *text = fill_copy(word != NULL ? word : "", &fill);

    out_text(view->out, "<h2>");
    html_text(view->out, bs_str_of(text));
    out_text(view->out, "</h2>\n<ul class=\"findings\">\n");
    for (size_t i = 0; i < findings->count; i++)
        put_finding(view, findings, i);
    out_text(view->out, "</ul>\n");
    free(text);
}

void findings_html(const struct findings *findings, struct html_view *view)
{
    char *rest = findings_rest(findings, view->report);

    if (findings->count > 0)
        put_list(view, findings);
    if (rest[0] != '\0') {
        out_text(view->out, "<p>");
        html_text(view->out, bs_str_of(rest));
        out_text(view->out, "</p>\n");
    }
    free(rest);
}
