/* SPDX-License-Identifier: MIT */
/* html_time - dates and hours in a page. */
#include "cli/date.h"
#include "cli/html.h"
#include "cli/report_html.h"

#define DATE_LEN 10 /* "2026-11-20" */

void html_time(struct html_view *view, struct bs_str at, const char *form)
{
    const struct date_style style = {view->report->words, view->report->lang};
    struct bs_civil civil;
    char text[DATE_SIZE] = "";

    if (!date_parse(&civil, at)) {
        html_short(view->out, at);
        return;
    }
    if (form != NULL)
        (void)date_text(text, &style, form, &civil);
    out_text(view->out, "<time datetime=\"");
    html_text(view->out, at);
    out_text(view->out, "\">");
    html_text(view->out, bs_str_of(text));
    if (at.len > DATE_LEN)
        out_print(view->out, "%s%02d:%02d", text[0] != '\0' ? " " : "",
                  civil.hour, civil.minute);
    out_text(view->out, "</time>");
}
