/* SPDX-License-Identifier: MIT */
/*
 * opt - tables of options: parsing and help from the same rows.
 *
 * A group is a table and the struct that its values go to, so that a table is
 * written once and several commands share it. Values start as the command
 * sets them; texts are borrowed from argv.
 */
#ifndef CLI_OPT_H
#define CLI_OPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bouncestat/error.h"
#include "cli/out.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

#define OPT_MAX 64       /* options of a command */
#define OPT_LIST_MAX 16  /* times that an OPT_LIST may be given */
#define OPT_GROUP_MAX 12 /* groups of a command */

enum opt_kind {            /* decides the type of the value */
                OPT_FLAG,  /* bool, becomes true */
                OPT_SET,   /* int, becomes .set */
                OPT_TEXT,  /* const char * */
                OPT_COUNT, /* uint64_t, within .min and .max */
                OPT_WORD,  /* int, 1 for the first of .words */
                OPT_LIST   /* struct opt_list */
};

struct opt_list {
    const char *items[OPT_LIST_MAX + 1]; /* ends with NULL */
    size_t count;
};

struct opt {
    const char *name; /* long name, without dashes */
    char letter;      /* short name, 0 if none */
    enum opt_kind kind;
    int set;                  /* OPT_SET */
    size_t at;                /* offset of the value in the group's struct */
    uint64_t min, max;        /* OPT_COUNT; max 0: no limit */
    const char *const *words; /* OPT_WORD, ends with NULL */
    const char *arg;          /* placeholder in the help, NULL for none */
    const char *help;         /* no full stop */
    bool own;                 /* the configuration file has no say in it */
    bool hidden;              /* only the configuration file has */
};

struct opt_group {
    const char *title; /* heading in the help; NULL: goes on */
    const struct opt *rows;
    size_t count;
    void *values;
};

struct opt_command {
    const char *name;  /* NULL: the default command */
    const char *usage; /* "[OPTION]... FILE..." */
    const char *about; /* what it does; paragraphs parted by a newline */
    const struct opt_group *groups;
    size_t group_count;
    void (*more)(struct out *out); /* goes on with the help; NULL: its end */
    uint64_t *given; /* gets a bit for each row that argv had; NULL: nobody
                        asks */
};

struct opt_preset { /* a value from the configuration file */
    const char *name;
    const char *value;
    const char *file;
    unsigned line;
};

/*
 * Reads the options of argv, which may be put in another order; *rest is the
 * first operand behind them. Errors: BS_EUSAGE, with one complete line.
 */
enum bs_status opt_parse(const struct opt_command *command, int argc,
                         char **argv, int *rest, struct bs_error *err);

/*
 * After opt_parse(): gives the options that argv had not the preset values;
 * those that the command does not take are passed over. A list takes them
 * behind its own. command->given must be set. Errors: BS_EUSAGE.
 */
enum bs_status opt_preset(const struct opt_command *command,
                          const struct opt_preset *presets, size_t count,
                          struct bs_error *err);

/* Prints the help of a command. */
void opt_help(struct out *out, const struct opt_command *command);

/* Prints the rows of its groups only. */
void opt_help_groups(struct out *out, const struct opt_command *command);

/* If set, opt_begin() gives it the whole command and does nothing else: for
 * what is made of the tables (src/gen). */
extern void (*opt_hook)(const struct opt_command *command);

/* Parses, and does --help, --version and errors by itself. Returns -1 if the
 * command shall go on, else the exit status. */
int opt_begin(const struct opt_command *command, int argc, char **argv,
              int *rest);

#endif
