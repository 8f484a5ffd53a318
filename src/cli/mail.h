/* SPDX-License-Identifier: MIT */
/* mail - the report as a mail, text and HTML, for sendmail(8) -t. */
#ifndef CLI_MAIL_H
#define CLI_MAIL_H

#include "cli/opt.h"
#include "cli/report.h"

struct mail {
    const char *to;   /* NULL: no mail */
    const char *from; /* NULL: sendmail knows */
};

extern const struct opt mail_options[];
extern const size_t mail_options_count;

/* Errors: BS_EUSAGE, an address that must not stand in a header; a sender
 * without a recipient; another form is asked for as well. */
BS_MUST_CHECK enum bs_status mail_check(const struct mail *mail,
                                        const struct format_choice *form,
                                        struct bs_error *err);

/* Prints the whole message; nothing if the report has nothing to say. Errors:
 * those of report_print(). */
BS_MUST_CHECK enum bs_status mail_print(const struct mail *mail,
                                        const struct report *report,
                                        struct out *out, struct bs_error *err);

#endif
