/* SPDX-License-Identifier: MIT */
/* page - the text or Markdown that a report becomes. */
#ifndef CLI_PAGE_H
#define CLI_PAGE_H

#include "cli/report_parts.h"

#define PAGE_TOLD_MAX 16 /* codes whose advice is told */

struct page {
    const struct report *report;
    struct out *out;
    bool markdown;
    bool sentences;                          /* the last section was of these */
    char told[PAGE_TOLD_MAX][WORD_KEY_SIZE]; /* keys of the code table */
    size_t told_count;
};

/*
 * Prints a sentence behind a prefix, in lines as wide as the terminal: parts
 * with three blanks between them go to further lines as a whole. A newline
 * that the prefix begins with is an empty line before it. False if there is
 * nothing to say.
 */
bool page_sentence(struct page *page, const char *word, const struct fill *fill,
                   const char *prefix);

/* What to do about the first codes of a section that it has not been told of
 * yet, one after the other: starts with zeros. False behind the last; then
 * label and text are freed. */
struct page_advice {
    size_t row; /* the next one */
    size_t told;
    char *label; /* "550 5.1.1" or, without any code, its name */
    char *text;
};
bool page_advice_next(struct page *page, const struct bs_section *section,
                      const struct rows *rows, struct page_advice *advice);

/* Prints them. */
void page_advices(struct page *page, const struct bs_section *section,
                  const struct rows *rows);

#endif
