/* SPDX-License-Identifier: MIT */
/*
 * inputs - FILE, DIR, GLOB and - on the command line → the files to read.
 *
 * A folder stands for the mail logs in it: mail.log, maillog, mail, mainlog,
 * exim_mainlog, main.log and their rotated and compressed forms; syslog and
 * messages only if there is none of them, because syslogd writes the same
 * lines there once more. mail.err, mail.warn and mail.info repeat lines of
 * mail.log and are left out.
 */
#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "bouncestat/error.h"

struct inputs_file;

struct inputs {
    char **paths;
    size_t count;
    int flags;
    struct inputs_file *files; /* inputs.c's own: which files these are */
};

enum {
    INPUTS_ROTATED = 1, /* each FILE brings its rotated forms */
    INPUTS_QUIET = 2,   /* says nothing of what is left out */
    INPUTS_NAMES = 4    /* the operands are no files: nothing is expanded */
};

/*
 * Expands the operands in their order, but the files of one log, the rotated and
 * the current one, come oldest first; with
 * INPUTS_ROTATED, each FILE brings its FILE.N, FILE-YYYYMMDD and compressed forms. A
 * file that is named twice is read once. A pattern is expanded if there is no
 * file of that very name.
 * Errors: BS_ENOINPUT, BS_EUSAGE (no operand). To be cleared in any case.
 */
BS_MUST_CHECK enum bs_status inputs_expand(struct inputs *inputs,
                                           char *const *operands, size_t count,
                                           int flags, struct bs_error *err);

void inputs_clear(struct inputs *inputs);

#endif
