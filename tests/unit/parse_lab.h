/* SPDX-License-Identifier: MIT */
/*
 * parse_lab - dialects of a test's own, and parsers of them.
 *
 * The embedded dialects are replaced by empty files, so that a test does not
 * depend on them.
 */
#ifndef TESTS_PARSE_LAB_H
#define TESTS_PARSE_LAB_H

#include "cases.h"
#include "folder.h"

#include "base/buf.h"
#include "bouncestat/parser.h"
#include "parse/show.h"

#define LAB_PAD 64 /* readable bytes that a parser wants behind a block */

struct lab {
    struct folder folder;
    struct bs_data *data;
    struct bs_parser *parser;
    struct bs_error err;
    struct bs_buf seen;      /* events as they were shown, one a line */
    struct bs_buf unmatched; /* lines that no rule could read, the same */
    const char *show;        /* fields of an event, with blanks between */
};

/* To be followed by folder_write(&lab->folder, "patterns/...") and lab_load().
 */
static inline void lab_begin(struct lab *lab)
{
    *lab = (struct lab){.show = "rule line"};
    folder_make(&lab->folder);
    folder_write(&lab->folder, "patterns/exim.conf", "");
    folder_write(&lab->folder, "patterns/postfix.conf", "");
    folder_write(&lab->folder, "patterns/sendmail.conf", "");
    bs_buf_init(&lab->seen, (size_t)64 * 1024 * 1024);
    bs_buf_init(&lab->unmatched, (size_t)64 * 1024 * 1024);
}

static inline void lab_load(struct lab *lab)
{
    const char *const dirs[] = {lab->folder.path, NULL};

    if (bs_data_open(&lab->data, dirs, &lab->err) != BS_OK)
        fail_msg("%s", lab->err.text);
}

static inline void lab_end(struct lab *lab)
{
    bs_parser_free(lab->parser);
    bs_data_close(lab->data);
    bs_buf_clear(&lab->seen);
    bs_buf_clear(&lab->unmatched);
    folder_remove(&lab->folder);
}

static inline void lab_unmatched(void *context, struct bs_str line)
{
    struct lab *lab = context;

    bs_buf_add(&lab->unmatched, line.data, line.len);
    bs_buf_addc(&lab->unmatched, '\n');
}

static inline void lab_event(void *context, struct bs_event *event)
{
    struct lab *lab = context;
    const char *at = lab->show;
    char text[1024];

    while (*at != '\0') {
        const size_t len = strcspn(at, " ");

        if (len == 4 && memcmp(at, "line", 4) == 0)
            (void)snprintf(text, sizeof text, "%llu",
                           (unsigned long long)event->line);
        else
            assert_true(bs_event_show(text, sizeof text, event,
                                      (struct bs_str){at, len}) >= 0);
        bs_buf_add(&lab->seen, text, strlen(text));
        at += len + (at[len] == ' ');
        bs_buf_addc(&lab->seen, *at != '\0' ? ' ' : '\n');
    }
}

static inline void lab_parser(struct lab *lab)
{
    const struct bs_parser_options options = {
        .data = lab->data, .unmatched = lab_unmatched, .context = lab};

    if (bs_parser_new(&lab->parser, &options, &lab->err) != BS_OK)
        fail_msg("%s", lab->err.text);
}

/* Gives a copy of the block with exactly the bytes behind it that may be
 * read, so that a sanitizer sees what is read further behind. */
static inline void lab_block(struct lab *lab, struct bs_str block)
{
    char *copy = malloc(block.len + LAB_PAD);

    assert_non_null(copy);
    memcpy(copy, block.data, block.len);
    memset(copy + block.len, 's', LAB_PAD);
    bs_parser_block(lab->parser, (struct bs_str){copy, block.len}, lab_event,
                    lab);
    free(copy);
}

static inline void lab_expect_seen(struct lab *lab, const char *want)
{
    assert_int_equal(bs_buf_status(&lab->seen), BS_OK);
    assert_string_equal(bs_buf_text(&lab->seen), want);
    bs_buf_reset(&lab->seen);
}

#endif
