/* SPDX-License-Identifier: MIT */
/*
 * config - bouncestat.conf: defaults for the options of all commands.
 *
 * A line is "key = value"; "#" at its start makes it a comment. Each key is the
 * name of an option, but "files", which stands for operands; "journal" is yes or
 * no; "data" and "files" may be repeated.
 */
#ifndef CLI_CONFIG_H
#define CLI_CONFIG_H

#include "cli/opt.h"

struct config_choice {     /* of a command that reads the logs by itself */
    struct opt_list files; /* what to read if no FILE is given */
    int journal;           /* instead of them; CONFIG_YES or not */
};

#define CONFIG_YES 1

extern const struct opt config_options[];
extern const size_t config_options_count;

struct config {
    char *file;
    char *text; /* the values lie in it */
    struct opt_preset *presets;
    size_t count;
};

/* Reads a file. To be cleared in any case. Errors: BS_ENOINPUT; BS_ESYNTAX,
 * with file and line. */
BS_MUST_CHECK enum bs_status
config_read(struct config *config, const char *file, struct bs_error *err);
void config_clear(struct config *config);

/*
 * Gives the command what the file says or, if that is NULL, the user's or the
 * host's bouncestat.conf, if there is one. The values live as long as the
 * program. Errors: those of config_read(); BS_EUSAGE, with file and line.
 */
BS_MUST_CHECK enum bs_status config_apply(const struct opt_command *command,
                                          const char *file,
                                          struct bs_error *err);

#endif
