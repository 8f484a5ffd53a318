/* SPDX-License-Identifier: MIT */
/*
 * error - how a function says that it failed.
 *
 * A fallible function returns an enum bs_status; 0 is success. Its last
 * parameter is a struct bs_error that receives one complete line for a human,
 * naming the file and the line at fault; NULL is allowed there.
 */
#ifndef BOUNCESTAT_ERROR_H
#define BOUNCESTAT_ERROR_H

#include "bouncestat/api.h"

#define BS_STATUS_LIST(X)                                                      \
    X(OK, "success")                                                           \
    X(ENOMEM, "out of memory")                                                 \
    X(EIO, "input/output error")                                               \
    X(ENOINPUT, "cannot open input")                                           \
    X(EDAMAGED, "input is damaged or ends early")                              \
    X(ESYNTAX, "malformed data file")                                          \
    X(EPATTERN, "pattern does not compile")                                    \
    X(ELIMIT, "a resource limit was reached")                                  \
    X(ESTORE, "database error")                                                \
    X(EVERSION, "database schema is too new")                                  \
    X(NOTHING, "nothing found")                                                \
    X(EUSAGE, "wrong argument")

enum bs_status {
#define X(name, text) BS_##name,
    BS_STATUS_LIST(X)
#undef X
        BS_STATUS_COUNT
};

struct bs_error {
    enum bs_status status;
    char text[512]; /* one line, no newline; control characters escaped */
};

/* The general meaning of a status; never NULL, never freed. */
BS_API const char *bs_status_text(enum bs_status status);

#endif
