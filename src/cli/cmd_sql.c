/* SPDX-License-Identifier: MIT */
/* cmd_sql - SQL, or a shipped query, on a database that is only read. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/cmd.h"
#include "cli/database.h"
#include "cli/exit.h"
#include "cli/folders.h"
#include "cli/format.h"
#include "cli/grid.h"
#include "cli/mem.h"
#include "cli/say.h"
#include "cli/shelf.h"
#include "cli/when.h"

#define TOP_NONE UINT64_MAX

struct choices {
    const char *domain;
    const char *code;
    const char *host;
    const char *provider;
    const char *class;
    const char *since;
    const char *until;
    const char *tz;
    uint64_t top;
};

static const struct opt choice_options[] = {
    {.name = "domain",
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, domain),
     .arg = "DOMAIN",
     .help = "sets :domain"},
    {.name = "code",
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, code),
     .arg = "CODE",
     .help = "sets :code, a text: 550 or 5.1.1"},
    {.name = "host",
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, host),
     .arg = "HOST",
     .help = "sets :host"},
    {.name = "provider",
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, provider),
     .arg = "ID",
     .help = "sets :provider"},
    {.name = "class",
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, class),
     .arg = "ID",
     .help = "sets :class"},
    {.name = "since",
     .letter = 'S',
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, since),
     .arg = "TIME",
     .help = "sets :since to the seconds of TIME: \"2026-11-20 08:00\", "
             "2026-11-20, today, yesterday, -24h, -7d, @EPOCH, RFC 3339"},
    {.name = "until",
     .letter = 'U',
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, until),
     .arg = "TIME",
     .help = "sets :until likewise"},
    {.name = "tz",
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, tz),
     .arg = "ZONE",
     .help = "time zone of TIME (default: the system's)"},
    {.name = "top",
     .letter = 'n',
     .kind = OPT_COUNT,
     .at = offsetof(struct choices, top),
     .max = INT32_MAX,
     .arg = "N",
     .help = "sets :top, the number of rows"},
};

#define PARAM_MAX 8

struct job {
    struct choices choices;
    struct database_choice database;
    struct folders folders;
    struct format_choice form;
    enum format format;
    struct bs_data *data;
    struct bs_store *store;
    const char *word;   /* as given; NULL: none */
    const char *domain; /* in lower case */
    struct bs_str sql;
    bool shipped;
    struct bs_param params[PARAM_MAX];
    size_t param_count;
};

static void set_text(struct job *job, const char *name, const char *text)
{
    if (text != NULL)
        job->params[job->param_count++] =
            (struct bs_param){name, {.type = BS_TEXT, .text = bs_str_of(text)}};
}

static void set_number(struct job *job, const char *name, int64_t number)
{
    job->params[job->param_count++] =
        (struct bs_param){name, {.type = BS_INTEGER, .integer = number}};
}

/* A domain as the database has it. */
static char *lower(const char *domain)
{
    char *copy = domain != NULL ? mem_copy(domain, strlen(domain)) : NULL;

    for (char *at = copy; at != NULL && *at != '\0'; at++)
        *at = (char)tolower((unsigned char)*at);
    return copy;
}

static enum bs_status set_params(struct job *job, struct bs_error *err)
{
    const struct choices *choices = &job->choices;
    struct zone zone;
    struct when_range range;
    enum bs_status status = zone_init(&zone, choices->tz, err);

    if (status == BS_OK)
        status = when_range(&range, choices->since, choices->until,
                            (int64_t)time(NULL), &zone, err);
    if (status != BS_OK)
        return status;
    set_text(job, "domain", job->domain);
    set_text(job, "code", choices->code);
    set_text(job, "host", choices->host);
    set_text(job, "provider", choices->provider);
    set_text(job, "class", choices->class);
    if (choices->since != NULL)
        set_number(job, "since", range.since);
    if (choices->until != NULL)
        set_number(job, "until", range.until);
    if (choices->top != TOP_NONE)
        set_number(job, "top", (int64_t)choices->top);
    return BS_OK;
}

/* An option that the SQL does not use would be silently without effect. */
static enum bs_status check_params(const struct job *job, struct bs_error *err)
{
    static const char *const needed[] = {"domain", "code", "host", "since",
                                         "until"};

    for (size_t i = 0; i < job->param_count; i++)
        if (!shelf_takes(job->sql, job->params[i].name))
            return say_fail(err, BS_EUSAGE, "--%s: %s has no parameter :%s",
                            job->params[i].name,
                            job->shipped ? job->word : "the SQL",
                            job->params[i].name);
    for (size_t i = 0; i < COUNT_OF(needed) && job->shipped; i++) {
        bool given = false;

        for (size_t k = 0; k < job->param_count; k++)
            given |= strcmp(job->params[k].name, needed[i]) == 0;
        if (!given && shelf_needs(job->sql, needed[i]))
            return say_fail(err, BS_EUSAGE, "%s: --%s is needed", job->word,
                            needed[i]);
    }
    return BS_OK;
}

static bool is_query_name(const char *word)
{
    return word[0] != '\0' &&
           word[strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static enum bs_status find_sql(struct job *job, struct bs_error *err)
{
    const struct bs_data_file *file = shelf_find(job->data, job->word);

    job->shipped = file != NULL;
    job->sql = file != NULL ? file->text : bs_str_of(job->word);
    if (file == NULL && is_query_name(job->word))
        return shelf_unknown(job->data, job->word, err);
    return BS_OK;
}

static enum bs_status prepare(struct job *job, struct bs_error *err)
{
    enum bs_status status = format_of(&job->format, &job->form, err);

    if (status == BS_OK && !format_is_for_rows(job->format))
        status = say_fail(err, BS_EUSAGE, "%s: only a report has that form",
                          job->form.file);
    if (status == BS_OK)
        status = folders_open(&job->data, &job->folders, err);
    if (status != BS_OK || job->word == NULL)
        return status;
    status = find_sql(job, err);
    if (status == BS_OK)
        status = set_params(job, err);
    if (status == BS_OK)
        status = check_params(job, err);
    if (status == BS_OK)
        status =
            database_read(&job->store, &job->database, job->data, NULL, err);
    return status;
}

static enum bs_status
print_rows(struct job *job, struct grid *grid, struct bs_error *err)
{
    char name[128];

    if (job->word == NULL) {
        shelf_list(job->data, grid);
        return BS_OK;
    }
    if (!job->shipped)
        return bs_store_sql(job->store, job->sql, job->params, job->param_count,
                            grid_row, grid, err);
    (void)snprintf(name, sizeof name, "sql/query/%s.sql", job->word);
    return bs_store_query(job->store, name, job->params, job->param_count,
                          grid_row, grid, err);
}

static int print_all(struct job *job)
{
    struct bs_error err = {0};
    struct grid grid;
    struct out out;
    enum bs_status status = out_open(&out, job->form.file, &err);

    if (status != BS_OK)
        return exit_error(&err);
    grid_init(&grid, &out, job->format);
    status = print_rows(job, &grid, &err);
    grid_finish(&grid);
    if (status != BS_OK) {
        if (out.path != NULL)
            out_abandon(&out);
        else
            (void)out_exit(&out, EXIT_TROUBLE);
        return exit_error(&err);
    }
    return out_exit(&out, grid.rows > 0 ? EXIT_DONE : EXIT_FINDING);
}

static int run(struct job *job)
{
    struct bs_error err = {0};
    char *domain = lower(job->choices.domain);
    int code;

    job->domain = domain;
    code = prepare(job, &err) != BS_OK ? exit_error(&err) : print_all(job);
    bs_store_close(job->store);
    bs_data_close(job->data);
    free(domain);
    return code;
}

int cmd_sql(int argc, char **argv)
{
    struct job job = {.choices = {.top = TOP_NONE}};
    const struct opt_group groups[] = {
        {"Database", database_options, database_options_count, &job.database},
        {"Parameters", choice_options, COUNT_OF(choice_options), &job.choices},
        {"Output", format_options, format_options_count, &job.form},
        {NULL, folders_options, folders_options_count, &job.folders},
    };
    const struct opt_command command = {
        .name = "sql",
        .usage = "[OPTION]... [SQL|NAME]",
        .about = "Prints the answer to one statement of SQL, or to the shipped "
                 "query of that name; without either it lists the shipped "
                 "queries. The database is only read. "
                 "Exit status 1: there is no row.",
        .groups = groups,
        .group_count = COUNT_OF(groups),
    };
    int rest;
    int code = opt_begin(&command, argc, argv, &rest);

    if (code >= 0)
        return code;
    if (argc - rest > 1) {
        say("sql: unexpected '%s'; put the SQL into one pair of quotes",
            argv[rest + 1]);
        return EXIT_TROUBLE;
    }
    job.word = argv[rest];
    return run(&job);
}
