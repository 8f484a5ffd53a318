/* SPDX-License-Identifier: MIT */
/*
 * opt - tables of options, read by getopt_long().
 *
 * Knows    getopt_long() takes --js for --json; that is refused here, or
 *          scripts would break when an option is added.
 * Limits   OPT_MAX options.
 */
#include "cli/opt.h"

#include <assert.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/say.h"
#include "cli/suggest.h"

#define OPT_BASE 0x100 /* getopt's number of the first long option */

struct flat { /* the rows of all groups in one array */
    const struct opt *row[OPT_MAX];
    void *value[OPT_MAX];
    size_t count;
    size_t shown; /* of longs */
    struct option longs[OPT_MAX + 1];
    char shorts[2 * OPT_MAX + 2];
};

static bool takes_value(const struct opt *row)
{
    return row->kind != OPT_FLAG && row->kind != OPT_SET;
}

static void flat_add(struct flat *flat, const struct opt *row, void *values)
{
    size_t i = flat->count++;
    char *shorts = flat->shorts + strlen(flat->shorts);

    assert(i < OPT_MAX);
    flat->row[i] = row;
    flat->value[i] = (char *)values + row->at;
    if (row->hidden)
        return;
    flat->longs[flat->shown++] = (struct option){
        .name = row->name,
        .has_arg = takes_value(row) ? required_argument : no_argument,
        .val = OPT_BASE + (int)i,
    };
    if (row->letter == '\0')
        return;
    assert(strchr(flat->shorts, row->letter) == NULL);
    *shorts++ = row->letter;
    if (takes_value(row))
        *shorts++ = ':';
    *shorts = '\0';
}

static void flatten(struct flat *flat, const struct opt_command *command)
{
    *flat = (struct flat){.shorts = ":"}; /* reports a missing argument */
    for (size_t g = 0; g < command->group_count; g++)
        for (size_t i = 0; i < command->groups[g].count; i++)
            flat_add(flat, &command->groups[g].rows[i],
                     command->groups[g].values);
}

/* The index of what getopt_long() found; count if there is none. */
static size_t find(const struct flat *flat, int c)
{
    size_t i = 0;

    if (c >= OPT_BASE)
        return (size_t)(c - OPT_BASE);
    while (i < flat->count && (c == 0 || flat->row[i]->letter != c))
        i++;
    return i;
}

static enum bs_status
unknown(const struct flat *flat, const char *typed, struct bs_error *err)
{
    char word[SUGGEST_MAX];
    char hint[2 * SUGGEST_MAX];
    struct suggest suggest;

    (void)snprintf(word, sizeof word, "%.*s", (int)strcspn(typed, "="), typed);
    suggest_init(&suggest, word + 2);
    for (size_t i = 0; i < flat->shown; i++)
        suggest_offer(&suggest, flat->longs[i].name);
    return say_fail(err, BS_EUSAGE, "unknown option '%s'%s", word,
                    suggest_text(&suggest, "--", hint, sizeof hint));
}

/* c is '?' or ':', typed the word that getopt_long() stopped at. */
static enum bs_status
refuse(const struct flat *flat, int c, const char *typed, struct bs_error *err)
{
    size_t i = find(flat, optopt);

    if (c == ':' && i < flat->count)
        return say_fail(err, BS_EUSAGE, "option '--%s' needs %s",
                        flat->row[i]->name, flat->row[i]->arg);
    if (i < flat->count && optopt >= OPT_BASE)
        return say_fail(err, BS_EUSAGE, "option '--%s' takes no value",
                        flat->row[i]->name);
    if (optopt != 0)
        return say_fail(err, BS_EUSAGE, "unknown option '-%c'", optopt);
    return unknown(flat, typed, err);
}

/* The word as typed, if it is not the whole name of the option. */
static const char *abbreviated(const struct opt *row, int c, char **argv)
{
    bool apart = takes_value(row) && optarg == argv[optind - 1];
    const char *typed = argv[optind - (apart ? 2 : 1)];
    size_t len = strlen(row->name);

    if (c < OPT_BASE)
        return NULL;
    if (strncmp(typed + 2, row->name, len) == 0 &&
        (typed[2 + len] == '\0' || typed[2 + len] == '='))
        return NULL;
    return typed;
}

/* The number that text is; above UINT64_MAX it is that. False if it is none,
 * which trailing junk, a sign and blanks make it. */
static bool read_count(const char *text, uint64_t *out)
{
    uint64_t number = 0;

    if (text[0] == '\0' || text[strspn(text, "0123456789")] != '\0')
        return false;
    for (; *text != '\0'; text++) {
        uint64_t digit = (uint64_t)(*text - '0');

        number = number > (UINT64_MAX - digit) / 10 ? UINT64_MAX
                                                    : 10 * number + digit;
    }
    *out = number;
    return true;
}

static enum bs_status set_count(const struct opt *row, uint64_t *value,
                                const char *text, struct bs_error *err)
{
    uint64_t max = row->max > 0 ? row->max : UINT64_MAX - 1;
    uint64_t number;

    if (!read_count(text, &number))
        return say_fail(err, BS_EUSAGE, "--%s: '%s' is not a whole number",
                        row->name, text);
    if (number < row->min || number > max)
        return say_fail(err, BS_EUSAGE, "--%s: %s is not between %llu and %llu",
                        row->name, text, (unsigned long long)row->min,
                        (unsigned long long)max);
    *value = number;
    return BS_OK;
}

static enum bs_status set_word(const struct opt *row, int *value,
                               const char *text, struct bs_error *err)
{
    char list[256] = "";
    char hint[2 * SUGGEST_MAX];
    struct suggest suggest;
    size_t used = 0;

    suggest_init(&suggest, text);
    for (int i = 0; row->words[i] != NULL; i++) {
        if (strcmp(row->words[i], text) == 0) {
            *value = i + 1;
            return BS_OK;
        }
        suggest_offer(&suggest, row->words[i]);
        if (used < sizeof list)
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                     i > 0 ? ", " : "", row->words[i]);
    }
    return say_fail(err, BS_EUSAGE, "--%s: '%s' is none of %s%s", row->name,
                    text, list, suggest_text(&suggest, "", hint, sizeof hint));
}

static enum bs_status
set(const struct opt *row, void *value, const char *text, struct bs_error *err)
{
    struct opt_list *list = value;

    switch (row->kind) {
    case OPT_FLAG: *(bool *)value = true; return BS_OK;
    case OPT_SET: *(int *)value = row->set; return BS_OK;
    case OPT_TEXT: *(const char **)value = text; return BS_OK;
    case OPT_COUNT: return set_count(row, value, text, err);
    case OPT_WORD: return set_word(row, value, text, err);
    case OPT_LIST:
        if (list->count == OPT_LIST_MAX)
            return say_fail(err, BS_EUSAGE, "--%s: given more than %d times",
                            row->name, OPT_LIST_MAX);
        list->items[list->count++] = text;
        return BS_OK;
    }
    return BS_OK;
}

enum bs_status opt_parse(const struct opt_command *command, int argc,
                         char **argv, int *rest, struct bs_error *err)
{
    struct flat flat;
    int c;

    flatten(&flat, command);
    optind = 0; /* GNU: restart, so that it can be called again */
    opterr = 0;
    while ((c = getopt_long(argc, argv, flat.shorts, flat.longs, NULL)) != -1) {
        size_t i = find(&flat, c);
        const char *typed;
        enum bs_status status;

        if (c == '?' || c == ':' || i >= flat.count)
            return refuse(&flat, c, argv[optind - 1], err);
        typed = abbreviated(flat.row[i], c, argv);
        if (typed != NULL)
            return unknown(&flat, typed, err);
        status = set(flat.row[i], flat.value[i], optarg, err);
        if (status != BS_OK)
            return status;
        if (command->given != NULL)
            *command->given |= UINT64_C(1) << i;
    }
    *rest = optind;
    return BS_OK;
}

static bool takes_preset(const struct flat *flat, size_t i, uint64_t given)
{
    const struct opt *row = flat->row[i];

    return !row->own &&
           (row->kind == OPT_LIST || (given >> i & UINT64_C(1)) == 0);
}

enum bs_status opt_preset(const struct opt_command *command,
                          const struct opt_preset *presets, size_t count,
                          struct bs_error *err)
{
    struct bs_error why = {0};
    struct flat flat;

    flatten(&flat, command);
    for (size_t p = 0; p < count; p++)
        for (size_t i = 0; i < flat.count; i++)
            if (strcmp(flat.row[i]->name, presets[p].name) == 0 &&
                takes_preset(&flat, i, *command->given) &&
                set(flat.row[i], flat.value[i], presets[p].value, &why) !=
                    BS_OK)
                return say_fail(err, BS_EUSAGE, "%s:%u: %s", presets[p].file,
                                presets[p].line, why.text);
    return BS_OK;
}
