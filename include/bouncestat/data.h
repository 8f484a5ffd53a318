/* SPDX-License-Identifier: MIT */
/*
 * data - the data files in force: dialects, code tables, words, SQL.
 *
 * Every file is embedded in the library. A file of the same name in one of
 * the given folders replaces it (first folder wins), a new name is added;
 * how the database works (the files in sql/ itself and in sql/migrate/) cannot be replaced.
 */
#ifndef BOUNCESTAT_DATA_H
#define BOUNCESTAT_DATA_H

#include "bouncestat/error.h"
#include "bouncestat/str.h"

struct bs_data;

struct bs_data_file {
    const char *name;   /* "patterns/postfix.conf" */
    const char *origin; /* folder it came from; NULL: embedded */
    const char *path;   /* file given by bs_data_open_file(), else NULL */
    struct bs_str text; /* lives as long as the bs_data */
};

/*
 * Reads the folders; dirs ends with NULL, is borrowed during the call, and
 * may be NULL. A folder holds its files in patterns/ and sql/ and in folders
 * below these; hidden files and what editors and package managers leave
 * behind (x~, #x#, x.bak, x.swp, x.dpkg-old, ...) are passed over. So is a
 * folder that does not exist; one that cannot be read is an error.
 * On success *out is owned by the caller, who gives it to bs_data_close().
 * Errors: BS_ENOMEM, BS_ENOINPUT, BS_EIO, BS_ELIMIT (file over 4 MiB, folders
 * nested too deep), BS_EUSAGE (file that cannot be replaced).
 */
BS_API BS_MUST_CHECK enum bs_status bs_data_open(struct bs_data **out,
                                                 const char *const *dirs,
                                                 struct bs_error *err);

/*
 * The same for one file and nothing else, neither folders nor embedded files.
 * Whatever folder it lies in, its name is "patterns/" and its last part;
 * messages call it by path. Errors: BS_ENOMEM, BS_ENOINPUT, BS_EIO, BS_ELIMIT.
 */
BS_API BS_MUST_CHECK enum bs_status
bs_data_open_file(struct bs_data **out, const char *path, struct bs_error *err);

/* The file of that name, or NULL. */
BS_API const struct bs_data_file *
bs_data_find(const struct bs_data *data, const char *name);

/* How many files there are, and the i-th of them in order of name. */
BS_API size_t bs_data_count(const struct bs_data *data);
BS_API const struct bs_data_file *
bs_data_get(const struct bs_data *data, size_t i);

/* What messages call the file: "patterns/x.conf", or "DIR/patterns/x.conf".
 * Writes like snprintf and returns its result. */
BS_API int
bs_data_label(char *out, size_t size, const struct bs_data_file *file);

/* Frees all; NULL is allowed. */
BS_API void bs_data_close(struct bs_data *data);

#endif
