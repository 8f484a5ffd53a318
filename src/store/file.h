/* SPDX-License-Identifier: MIT */
/* file - the database file before SQLite sees it. Knows: base. */
#ifndef STORE_FILE_H
#define STORE_FILE_H

#include <stdbool.h>

#include "bouncestat/error.h"

/*
 * Makes the file if it is not there: for its owner and group only, and if root
 * makes it, for those of its folder. In a folder where everybody may write, a
 * link in its place is refused, and *shared is true.
 * Errors: BS_ESTORE, BS_ENOMEM.
 */
BS_MUST_CHECK enum bs_status
bs_file_prepare(const char *path, bool *shared, struct bs_error *err);

#endif
