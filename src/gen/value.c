/* SPDX-License-Identifier: MIT */
/*
 * value - what a shell may offer as the value of an option or as an operand.
 *
 * Limits   A placeholder that is not here has a value of which nothing is
 *          known, and none is offered.
 */
#include "gen/value.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

struct kind {
    const char *name; /* placeholder, or command */
    enum value_kind kind;
    const char *text;
};

static const struct kind placeholders[] = {
    {"CLASS", VALUE_LIST, "classes"},
    {"DIR", VALUE_FOLDER, NULL},
    {"FILE", VALUE_FILE, NULL},
    {"ID", VALUE_LIST, "providers"},
    {"KEY", VALUE_LIST, "keys"},
    {"KIND", VALUE_WORDS, "hard soft block info"},
    {"NAME", VALUE_LIST, "dialects"},
    {"PATH", VALUE_FILE, NULL},
    {"TIME", VALUE_WORDS, "today yesterday now -24h -7d"},
    {"ZONE", VALUE_LIST, "zones"},
};

/* Where the placeholder does not tell. */
static const struct kind options[] = {
    {"section", VALUE_LIST, "sections"},
};

static const struct kind operands[] = {
    {"", VALUE_FILE, NULL},         {"check", VALUE_FILE, NULL},
    {"data", VALUE_LIST, "data"},   {"events", VALUE_FILE, NULL},
    {"ingest", VALUE_FILE, NULL},   {"report", VALUE_LIST, "reports"},
    {"sql", VALUE_LIST, "queries"},
};

#define DATA_LIST "bouncestat data list 2>/dev/null"
/* The column of that name of a table. */
#define COLUMN(name)                                                           \
    "awk -F '\\t' '/^#/ { next } !c { for (c = 1; $c != \"" name               \
    "\" && c < NF;)"                                                           \
    " c++; next } { print $c }'"

static const struct value_list lists[] = {
    {"classes", "bouncestat data show patterns/classes.tsv 2>/dev/null"
                " | " COLUMN("id")},
    {"data", "echo list; echo show; " DATA_LIST
             " | sed -n 's|^\\([a-z]*/[^ ]*\\) .*|\\1|p'"},
    {"dialects",
     "echo auto; " DATA_LIST
     " | sed -n '/texts.conf/d; s|^patterns/\\([^ ]*\\)[.]conf .*|\\1|p'"},
    {"keys",
     DATA_LIST " | sed -n 's|^sql/report/by-\\([^ ]*\\)[.]sql .*|\\1|p'"},
    {"providers", "bouncestat data show patterns/providers.tsv 2>/dev/null"
                  " | " COLUMN("provider") " | sort -u"},
    {"queries",
     DATA_LIST " | sed -n 's|^sql/query/\\([^ ]*\\)[.]sql .*|\\1|p'"},
    {"reports", "bouncestat report --list 2>/dev/null | sed '1d; s/ .*//'"},
    {"sections",
     DATA_LIST " | sed -n 's|^sql/report/\\([^ ]*\\)[.]conf .*|\\1|p'"},
    {"zones", "awk '$1 == \"Z\" { print $2 } $1 == \"L\" { print $3 }'"
              " /usr/share/zoneinfo/tzdata.zi 2>/dev/null"},
};

static struct value
find(const struct kind *kinds, size_t count, const char *name)
{
    struct value value = {.kind = VALUE_NONE};

    for (size_t i = 0; i < count; i++)
        if (strcmp(kinds[i].name, name) == 0) {
            value.kind = kinds[i].kind;
            if (kinds[i].text != NULL)
                (void)snprintf(value.text, sizeof value.text, "%s",
                               kinds[i].text);
        }
    return value;
}

bool value_is_taken(const struct opt *row)
{
    return row->kind != OPT_FLAG && row->kind != OPT_SET;
}

bool value_is_shown(const struct opt *row)
{
    return !row->hidden;
}

struct value value_of(const struct opt *row)
{
    struct value value = {.kind = VALUE_WORDS};
    size_t used = 0;

    if (row->kind != OPT_WORD) {
        value = find(options, COUNT_OF(options), row->name);
        return value.kind != VALUE_NONE
                   ? value
                   : find(placeholders, COUNT_OF(placeholders),
                          row->arg != NULL ? row->arg : "");
    }
    for (size_t i = 0; row->words[i] != NULL; i++) {
        used += (size_t)snprintf(value.text + used, sizeof value.text - used,
                                 "%s%s", i > 0 ? " " : "", row->words[i]);
        assert(used < sizeof value.text);
    }
    return value;
}

struct value value_of_operands(const struct opt_command *command)
{
    return find(operands, COUNT_OF(operands),
                command->name != NULL ? command->name : "");
}

const struct value_list *value_list_at(size_t i)
{
    return i < COUNT_OF(lists) ? &lists[i] : NULL;
}
