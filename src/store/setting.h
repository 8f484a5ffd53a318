/* SPDX-License-Identifier: MIT */
/* setting - facts about a database, in its table of that name. */
#ifndef STORE_SETTING_H
#define STORE_SETTING_H

#include <stddef.h>

#include "store/sql.h"

/* "" if it is not there; a longer value is cut. */
BS_MUST_CHECK enum bs_status bs_setting_get(const struct bs_db *db,
                                            const char *name, char *out,
                                            size_t size, struct bs_error *err);

BS_MUST_CHECK enum bs_status bs_setting_put(const struct bs_db *db,
                                            const char *name, const char *value,
                                            struct bs_error *err);

#endif
