/* SPDX-License-Identifier: MIT */
/*
 * folder - the files of an override folder: which there are, what they hold.
 *
 * The only file of this module that sees the file system.
 */
#ifndef DATA_FOLDER_H
#define DATA_FOLDER_H

#include "base/arena.h"
#include "base/buf.h"
#include "bouncestat/data.h"

#define BS_FOLDER_FILE_MAX ((size_t)4 * 1024 * 1024) /* bytes */

/* Told the name of a file; any status but BS_OK ends the scan. */
typedef enum bs_status
bs_folder_fn(void *context, const char *name, struct bs_error *err);

/*
 * Calls found for each file that origin holds, in no particular order, with
 * its name below origin ("patterns/x.conf"), which lives in arena.
 * Errors: BS_ENOMEM, BS_ENOINPUT, BS_EIO, BS_ELIMIT, what found returns.
 */
BS_MUST_CHECK enum bs_status
bs_folder_scan(const char *origin, struct bs_arena *arena, bs_folder_fn *found,
               void *context, struct bs_error *err);

/* Appends the bytes of a file, known by its origin and name, to buf.
 * Errors: BS_ENOMEM, BS_ENOINPUT, BS_EIO, BS_ELIMIT. */
BS_MUST_CHECK enum bs_status bs_folder_read(struct bs_buf *buf,
                                            const struct bs_data_file *file,
                                            struct bs_error *err);

#endif
