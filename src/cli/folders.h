/* SPDX-License-Identifier: MIT */
/* folders - the data folders: --data DIR, the user's, the host's. */
#ifndef CLI_FOLDERS_H
#define CLI_FOLDERS_H

#include "bouncestat/data.h"
#include "cli/opt.h"

struct folders {
    struct opt_list data; /* --data */
};

extern const struct opt folders_options[];
extern const size_t folders_options_count;

/* $XDG_CONFIG_HOME/bouncestat or ~/.config/bouncestat, or NULL; free() it. */
char *folders_user(void);

/* The data files in force: from --data, then $XDG_CONFIG_HOME/bouncestat or
 * ~/.config/bouncestat, then /etc/bouncestat, then the embedded ones.
 * Errors: those of bs_data_open(); BS_ENOINPUT, no such --data folder. */
BS_MUST_CHECK enum bs_status folders_open(struct bs_data **out,
                                          const struct folders *folders,
                                          struct bs_error *err);

#endif
