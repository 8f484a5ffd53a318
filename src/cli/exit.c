/* SPDX-License-Identifier: MIT */
/* exit - the exit status of the program. */
#include "cli/exit.h"

#include "cli/say.h"

int exit_code(enum bs_status status)
{
    switch (status) { /* no default: -Wswitch-enum names a forgotten one */
    case BS_OK: return EXIT_DONE;
    case BS_NOTHING: return EXIT_FINDING;
    case BS_ENOMEM:
    case BS_EIO:
    case BS_ENOINPUT:
    case BS_EDAMAGED:
    case BS_ESYNTAX:
    case BS_EPATTERN:
    case BS_ELIMIT:
    case BS_ESTORE:
    case BS_EVERSION:
    case BS_EUSAGE: return EXIT_TROUBLE;
    case BS_STATUS_COUNT: break;
    }
    return EXIT_TROUBLE;
}

int exit_error(const struct bs_error *err)
{
    say("%s", err->text);
    return exit_code(err->status);
}
