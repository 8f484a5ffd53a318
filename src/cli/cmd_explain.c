/* SPDX-License-Identifier: MIT */
/*
 * cmd_explain - what a code, a reply or a log line means and what to do.
 *
 * Limits   Of a line of standard input only the first LINE_BYTES are looked
 *          at.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bouncestat/classifier.h"
#include "bouncestat/codebook.h"
#include "bouncestat/parser.h"
#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/exit.h"
#include "cli/folders.h"
#include "cli/json.h"
#include "cli/lang.h"
#include "cli/mem.h"
#include "cli/query.h"
#include "cli/say.h"
#include "cli/verdict.h"
#include "cli/width.h"

#define LINE_BYTES 16384
#define PARSER_ROOM 64 /* bytes that must follow a block */
#define ANY_YEAR 2000  /* of a stamp without one; it is not printed */
#define WIDEST 100     /* longer lines are hard to read */

struct explain {
    const struct bs_codebook *book;
    struct bs_classifier *classifier;
    struct bs_parser *parser;
    size_t events;          /* of the log line */
    struct verdict verdict; /* of its first event, or of the reply */
    enum bs_lang lang;
    bool as_json;
    struct out out;
    struct json json;
    size_t columns;
    size_t blocks; /* printed so far */
    int code;      /* exit status */
};

/* The answers to a query; returns their number, at most 2. */
static size_t look_up(const struct explain *explain, const struct query *query,
                      struct answer answers[2])
{
    size_t count = 0;

    if (query->code[0] != '\0') {
        struct answer *answer = &answers[count++];

        *answer = (struct answer){.grade = query->code[0]};
        memcpy(answer->code, query->code, sizeof query->code);
        answer->info = bs_codebook_reply(
            explain->book, (uint16_t)strtoul(query->code, NULL, 10),
            &answer->match);
    }
    if (query->dsn.cls != 0) {
        struct answer *answer = &answers[count++];

        *answer = (struct answer){0};
        (void)bs_esc_format(answer->code, query->dsn);
        answer->grade = answer->code[0];
        answer->info =
            bs_codebook_enhanced(explain->book, query->dsn, &answer->match);
    }
    return count;
}

static void print_block(struct explain *explain, const struct answer *answer)
{
    if (explain->blocks++ > 0)
        out_text(&explain->out, "\n");
    answer_text(&explain->out, answer, explain->lang, explain->columns);
}

static void print_answers(struct explain *explain, const struct query *query,
                          const struct answer *answers, size_t count)
{
    if (explain->as_json) {
        json_open(&explain->json, NULL, '{');
        json_text(&explain->json, "query", query->text);
        json_open(&explain->json, "codes", '[');
    }
    for (size_t i = 0; i < count; i++) {
        if (explain->as_json)
            answer_json(&explain->json, &answers[i]);
        else if (answers[i].info != NULL)
            print_block(explain, &answers[i]);
        if (answers[i].info == NULL)
            say("no entry for %s", answers[i].code);
    }
    if (explain->as_json) {
        json_close(&explain->json, ']');
        verdict_json(&explain->json, &explain->verdict);
        json_close(&explain->json, '}');
    }
}

static void take_event(void *context, struct bs_event *event)
{
    struct explain *explain = context;
    struct bs_event own = *event;

    if (explain->events++ > 0)
        return;
    bs_classify_event(explain->classifier, &own);
    verdict_of_event(&explain->verdict, explain->classifier, &own);
}

/* A log line, if it is one; the parser wants room behind it. */
static bool read_log_line(struct explain *explain, struct bs_str text)
{
    char *room = mem_new(text.len + PARSER_ROOM, 1);

    memcpy(room, text.data, text.len);
    explain->events = 0;
    bs_parser_begin(explain->parser, ANY_YEAR, 0);
    bs_parser_block(explain->parser, (struct bs_str){room, text.len},
                    take_event, explain);
    free(room);
    return explain->events > 0;
}

static void print_verdict(struct explain *explain)
{
    if (explain->blocks++ > 0)
        out_text(&explain->out, "\n");
    verdict_text(&explain->out, &explain->verdict, explain->lang,
                 explain->columns);
}

/* What no rule knows is explained by its codes. */
static void explain_codes(struct explain *explain, struct bs_str text)
{
    const struct bs_reply *reply = &explain->verdict.reply;
    struct answer answers[2];
    struct query query;
    size_t count = 0;
    bool found = false;

    if (!query_parse(&query, text)) {
        query.dsn = reply->dsn;
        if (reply->code != 0)
            (void)snprintf(query.code, sizeof query.code, "%03u",
                           reply->code % 1000U);
    }
    if (query.code[0] != '\0' || query.dsn.cls != 0)
        count = look_up(explain, &query, answers);
    else if (!verdict_is_known(&explain->verdict))
        say("no status code in '%.*s'", BS_ARG(query.text));
    for (size_t i = 0; i < count; i++)
        found = found || answers[i].info != NULL;
    if (!found && !verdict_is_known(&explain->verdict))
        explain->code = EXIT_FINDING;
    if (count > 0 || explain->as_json)
        print_answers(explain, &query, answers, count);
}

static bool is_code_alone(struct bs_str text)
{
    struct query query;

    return query_parse(&query, text) && query.rest.len == 0;
}

static void explain_text(struct explain *explain, struct bs_str text)
{
    explain->verdict = (struct verdict){.reply = {.code = 0}};
    if (!is_code_alone(text)) {
        if (!read_log_line(explain, text))
            verdict_of_text(&explain->verdict, explain->classifier, text);
        if (verdict_is_known(&explain->verdict) && !explain->as_json) {
            print_verdict(explain);
            return;
        }
    }
    explain_codes(explain, text);
}

static bool all_blank(const char *line)
{
    return line[strspn(line, " \t\r\n")] == '\0';
}

static void explain_lines(struct explain *explain, FILE *file)
{
    char line[LINE_BYTES];
    bool begins = true;

    while (fgets(line, sizeof line, file) != NULL) {
        bool first = begins;

        begins = strchr(line, '\n') != NULL;
        if (first && !all_blank(line))
            explain_text(explain, bs_str_of(line));
    }
    if (ferror(file)) {
        say("standard input: cannot be read");
        explain->code = EXIT_TROUBLE;
    }
}

static void explain_all(struct explain *explain, char **words_given, int count)
{
    for (int i = 0; i < count; i++) {
        char *both;

        if (strcmp(words_given[i], "-") == 0) {
            explain_lines(explain, stdin);
            continue;
        }
        if (i + 1 == count || !query_is_basic(words_given[i]) ||
            !query_is_enhanced(words_given[i + 1])) {
            explain_text(explain, bs_str_of(words_given[i]));
            continue;
        }
        both = mem_join(words_given[i], " ", words_given[i + 1]);
        explain_text(explain, bs_str_of(both));
        free(both);
        i++;
    }
}

static int run(struct explain *explain, char **operands, int count)
{
    size_t columns = width_terminal(STDOUT_FILENO);

    explain->columns = columns < WIDEST ? columns : WIDEST;
    out_descriptor(&explain->out, STDOUT_FILENO, NULL);
    json_init(&explain->json, &explain->out);
    if (explain->as_json)
        json_open(&explain->json, NULL, '[');
    explain_all(explain, operands, count);
    if (explain->as_json)
        json_close(&explain->json, ']');
    return out_exit(&explain->out, explain->code);
}

static int open_and_run(struct explain *explain, const struct folders *folders,
                        char **operands, int count)
{
    struct bs_error err = {0};
    struct bs_data *data = NULL;
    struct bs_codebook *book = NULL;
    enum bs_status status = folders_open(&data, folders, &err);
    const struct bs_parser_options options = {.data = data};
    int code;

    if (status == BS_OK)
        status = bs_codebook_open(&book, data, &err);
    if (status == BS_OK)
        status = bs_classifier_open(&explain->classifier, data, 0, &err);
    if (status == BS_OK)
        status = bs_parser_new(&explain->parser, &options, &err);
    explain->book = book;
    code = status == BS_OK ? run(explain, operands, count) : exit_error(&err);
    bs_parser_free(explain->parser);
    bs_classifier_close(explain->classifier);
    bs_codebook_close(book);
    bs_data_close(data);
    return code;
}

struct choices {
    bool json;
};

int cmd_explain(int argc, char **argv)
{
    static const struct opt options[] = {
        {.name = "json",
         .kind = OPT_FLAG,
         .at = offsetof(struct choices, json),
         .help = "print JSON, in both languages"},
    };
    struct choices choices = {0};
    struct lang_choice lang = {0};
    struct folders folders = {0};
    const struct opt_group groups[] = {
        {"Options", options, COUNT_OF(options), &choices},
        {NULL, lang_options, lang_options_count, &lang},
        {NULL, folders_options, folders_options_count, &folders},
    };
    const struct opt_command command = {
        .name = "explain",
        .usage = "[OPTION]... CODE|TEXT|-...",
        .about =
            "Says what a reply code (550), an enhanced status code (5.7.1), a "
            "whole reply or a line of a mail log means, and what to do. '-' "
            "reads them from standard input, one a line. Exit status 1: a code "
            "is not known.",
        .groups = groups,
        .group_count = COUNT_OF(groups),
    };
    struct explain explain = {0};
    int rest;
    int code = opt_begin(&command, argc, argv, &rest);

    if (code >= 0)
        return code;
    if (rest == argc) {
        say("explain: no code given; 'bouncestat explain 5.7.1'");
        return EXIT_TROUBLE;
    }
    explain.lang = lang_of(&lang);
    explain.as_json = choices.json;
    return open_and_run(&explain, &folders, argv + rest, argc - rest);
}
