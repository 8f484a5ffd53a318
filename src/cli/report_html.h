/* SPDX-License-Identifier: MIT */
/* report_html - the pieces of a report as HTML. */
#ifndef CLI_REPORT_HTML_H
#define CLI_REPORT_HTML_H

#include "cli/page.h"

struct html_view {
    const struct report *report;
    struct out *out;   /* the body of the page */
    struct page page;  /* remembers of what it told */
    struct rows rows;  /* of the last section */
    const char *query; /* its query; NULL: none yet */
    bool draws;        /* there are figures for charts */
};

/* A table of cells: its rows up to a limit, the chart that its section asks
 * for, and what to do. */
void html_section_table(struct html_view *view,
                        const struct bs_section *section,
                        const struct rows *rows, size_t limit);

/* Rows crossed by two columns: a table of numbers, the more the darker; or
 * numbers over time as a chart, with the table folded up below. */
void html_section_matrix(struct html_view *view,
                         const struct bs_section *section,
                         const struct rows *rows);
void html_section_timeline(struct html_view *view,
                           const struct bs_section *section,
                           const struct rows *rows);

/* What is different about the day. */
struct findings;
void findings_html(const struct findings *findings, struct html_view *view);

/* What all of these stand in. */
void html_section_open(struct html_view *view,
                       const struct bs_section *section);
void html_section_close(struct html_view *view);
void html_table_open(struct html_view *view, const struct bs_section *section,
                     const char *class);
void html_table_close(struct html_view *view);

/* Where the table's chart is drawn; kind is "ranks" or "steps". */
void html_figure(struct html_view *view, const struct bs_section *section,
                 const char *kind);

/* A day, a month or an hour as rows have it ("2026-11-20 08:00") in the manner
 * of the language: the date in a form of date.h, NULL for none, and the hour.
 * What is no date stays as it is. */
void html_time(struct html_view *view, struct bs_str at, const char *form);

/* A word, escaped; nothing if there is none. */
void html_word(struct html_view *view, const char *prefix, const char *name);

#endif
