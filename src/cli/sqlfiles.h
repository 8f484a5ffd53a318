/* SPDX-License-Identifier: MIT */
/* sqlfiles - the queries of a folder that all are run, as sql/finding/. */
#ifndef CLI_SQLFILES_H
#define CLI_SQLFILES_H

#include "bouncestat/data.h"

/* The name of the next file of the folder, which ends with a slash; NULL behind
 * the last. *at starts with 0. An empty file is passed over: it switches ours
 * of the same name off. */
const char *
sqlfiles_next(const struct bs_data *data, const char *folder, size_t *at);

#endif
