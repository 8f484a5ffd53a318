/* SPDX-License-Identifier: MIT */
#include "cli/config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"
#include "folder.h"

struct values {
    const char *db;
    const char *own;
    uint64_t keep;
    int lang;
    struct opt_list data;
    struct config_choice config;
};

static const char *const langs[] = {"en", "de", NULL};

static const struct opt rows[] = {
    {.name = "db",
     .kind = OPT_TEXT,
     .at = offsetof(struct values, db),
     .arg = "PATH",
     .help = "x"},
    {.name = "tz",
     .kind = OPT_TEXT,
     .at = offsetof(struct values, own),
     .arg = "ZONE",
     .help = "x",
     .own = true},
    {.name = "keep",
     .kind = OPT_COUNT,
     .at = offsetof(struct values, keep),
     .arg = "N",
     .help = "x"},
    {.name = "lang",
     .kind = OPT_WORD,
     .at = offsetof(struct values, lang),
     .words = langs,
     .arg = "LANG",
     .help = "x"},
    {.name = "data",
     .kind = OPT_LIST,
     .at = offsetof(struct values, data),
     .arg = "DIR",
     .help = "x"},
};

/* A file, the arguments, and what becomes of both. */
static const struct config_case {
    const char *name;
    const char *text;
    const char *argv[4];
    enum bs_status status;
    const char *want; /* db, keep, lang, data, files; or the message */
} config_cases[] = {
    {"empty", "", {NULL}, BS_OK, "-|0|0||"},
    {"journal", "journal = yes\n", {NULL}, BS_OK, "-|0|0|||journal"},
    {"no journal", "journal = no\n", {NULL}, BS_OK, "-|0|0||"},
    {"bad journal",
     "journal = on\n",
     {NULL},
     BS_EUSAGE,
     ":1: --journal: 'on' is none of yes, no"},
    {"comments and blanks", "# db = x\n\n  \t\n", {NULL}, BS_OK, "-|0|0||"},
    {"values",
     "db = /a b/c.db\nkeep=7\nlang\t=  de \r\n",
     {NULL},
     BS_OK,
     "/a b/c.db|7|2||"},
    {"no newline at the end", "db = x", {NULL}, BS_OK, "x|0|0||"},
    {"a sign in the value", "db = a=b # c", {NULL}, BS_OK, "a=b # c|0|0||"},
    {"an option wins",
     "db = x\nkeep = 7\n",
     {"--db", "y", NULL},
     BS_OK,
     "y|7|0||"},
    {"a list goes on",
     "data = b\ndata = c\n",
     {"--data=a", NULL},
     BS_OK,
     "-|0|0|a,b,c,|"},
    {"files",
     "files = /var/log/mail.log\nfiles = /x y/*.log\n",
     {NULL},
     BS_OK,
     "-|0|0||/var/log/mail.log,/x y/*.log,"},
    {"not for this command",
     "mta = exim\nhourly = 14d\n",
     {NULL},
     BS_OK,
     "-|0|0||"},
    {"not its own", "tz = UTC\n", {NULL}, BS_OK, "-|0|0||"},
    {"hidden",
     "",
     {"--files", "x", NULL},
     BS_EUSAGE,
     "unknown option '--files'"},
    {"unknown",
     "\nfile = x\n",
     {NULL},
     BS_ESYNTAX,
     ":2: unknown key 'file' (did you mean 'files'?)"},
    {"far from all",
     "quux = x\n",
     {NULL},
     BS_ESYNTAX,
     ":1: unknown key 'quux'"},
    {"no sign", "# x\ndb\n", {NULL}, BS_ESYNTAX, ":2: no '=' behind the key"},
    {"no value", "db =  \n", {NULL}, BS_ESYNTAX, ":1: 'db' has no value"},
    {"no key", "= x\n", {NULL}, BS_ESYNTAX, ":1: unknown key ''"},
    {"twice",
     "db = x\n\ndb = y\n",
     {NULL},
     BS_ESYNTAX,
     ":3: 'db' is there already, in line 1"},
    {"a bad value",
     "\nlang = fr\n",
     {NULL},
     BS_EUSAGE,
     ":2: --lang: 'fr' is none of en, de"},
    {"a bad number",
     "keep = 7x\n",
     {NULL},
     BS_EUSAGE,
     ":1: --keep: '7x' is not a whole number"},
};

static void show(char out[512], const struct values *values)
{
    size_t len = (size_t)snprintf(out, 512, "%s|%d|%d|",
                                  values->db != NULL ? values->db : "-",
                                  (int)values->keep, values->lang);

    for (size_t i = 0; i < values->data.count; i++)
        len += (size_t)snprintf(out + len, 512 - len, "%s,",
                                values->data.items[i]);
    len += (size_t)snprintf(out + len, 512 - len, "|");
    for (size_t i = 0; i < values->config.files.count; i++)
        len += (size_t)snprintf(out + len, 512 - len, "%s,",
                                values->config.files.items[i]);
    if (values->config.journal == CONFIG_YES)
        (void)snprintf(out + len, 512 - len, "|journal");
    assert_null(values->own);
}

static enum bs_status run(struct values *values, const char *file,
                          const char *const *words, struct bs_error *err)
{
    const struct opt_group groups[] = {
        {"Options", rows, COUNT_OF(rows), values},
        {NULL, config_options, config_options_count, &values->config},
    };
    uint64_t given = 0;
    const struct opt_command command = {.usage = "",
                                        .about = "",
                                        .groups = groups,
                                        .group_count = COUNT_OF(groups),
                                        .given = &given};
    static char argv_text[4][32] = {"test"}; /* options borrow it */
    char *argv[5] = {argv_text[0]};
    int argc = 1;
    int rest;
    enum bs_status status;

    for (; words[argc - 1] != NULL; argc++) {
        (void)snprintf(argv_text[argc], 32, "%s", words[argc - 1]);
        argv[argc] = argv_text[argc];
    }
    status = opt_parse(&command, argc, argv, &rest, err);
    return status == BS_OK ? config_apply(&command, file, err) : status;
}

static void test_config(void **state)
{
    const struct config_case *c = *state;
    struct values values = {0};
    struct bs_error err = {0};
    struct folder folder;
    char path[256];
    char got[1024];
    char want[1024];

    assert_int_equal(unsetenv("BOUNCESTAT_DB"), 0);
    folder_make(&folder);
    folder_write(&folder, "x.conf", c->text);
    (void)folder_path(&folder, "x.conf", path);
    assert_int_equal(run(&values, path, c->argv, &err), c->status);
    (void)snprintf(want, sizeof want, "%s%s",
                   c->status != BS_OK && c->want[0] == ':' ? path : "",
                   c->want);
    if (c->status == BS_OK)
        show(got, &values);
    assert_string_equal(c->status == BS_OK ? got : err.text, want);
    folder_remove(&folder);
}

/* BOUNCESTAT_DB is nearer than a file, the user's file than the host's. */
static void test_nearest(void **state)
{
    static const char *const none[] = {NULL};
    struct values values = {0};
    struct bs_error err = {0};
    struct folder folder;
    char path[PATH_MAX];

    (void)state;
    folder_make(&folder);
    folder_write(&folder, "bouncestat/bouncestat.conf",
                 "db = mine.db\nkeep = 3\n");
    assert_non_null(realpath(folder.path, path));
    assert_int_equal(setenv("XDG_CONFIG_HOME", path, 1), 0);
    assert_int_equal(setenv("BOUNCESTAT_DB", "env.db", 1), 0);
    assert_int_equal(run(&values, NULL, none, &err), BS_OK);
    assert_null(values.db);
    assert_int_equal(values.keep, 3);
    assert_int_equal(unsetenv("BOUNCESTAT_DB"), 0);
    assert_int_equal(run(&values, NULL, none, &err), BS_OK);
    assert_string_equal(values.db, "mine.db");
    folder_remove(&folder);
}

static void test_missing(void **state)
{
    static const char *const none[] = {NULL};
    struct values values = {0};
    struct bs_error err = {0};

    (void)state;
    assert_int_equal(run(&values, "no/such.conf", none, &err), BS_ENOINPUT);
    assert_string_equal(err.text, "no/such.conf: No such file or directory");
    assert_int_equal(setenv("XDG_CONFIG_HOME", "/nonexistent", 1), 0);
    assert_int_equal(run(&values, NULL, none, &err), BS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_missing),
    };

    return RUN_CASES(test_config, config_cases) +
           cmocka_run_group_tests(tests, NULL, NULL);
}
