/* SPDX-License-Identifier: MIT */
/*
 * mail - the report as a mail.
 *
 * Knows    Date, Message-ID and, if it is not given, From are sendmail's to
 *          add. The boundary cannot occur in a part: quoted-printable has no
 *          "=_".
 * Source   RFC 2046 (multipart/alternative), RFC 3834 (Auto-Submitted).
 */
#include "cli/mail.h"

#include <stdlib.h>

#include "cli/findings.h"
#include "cli/mime.h"
#include "cli/report_parts.h"
#include "cli/say.h"

#define COLUMNS 76
#define BOUNDARY "=_bouncestat"

const struct opt mail_options[] = {
    {.name = "mail",
     .kind = OPT_TEXT,
     .at = offsetof(struct mail, to),
     .arg = "ADDRESS",
     .help = "print a mail to ADDRESS, text and HTML, for 'sendmail -t'"},
    {.name = "mail-from",
     .kind = OPT_TEXT,
     .at = offsetof(struct mail, from),
     .arg = "ADDRESS",
     .help = "its sender (default: sendmail's)"},
};
const size_t mail_options_count = COUNT_OF(mail_options);

static enum bs_status
check_address(const char *option, const char *address, struct bs_error *err)
{
    if (address == NULL || mime_is_plain(address))
        return BS_OK;
    return say_fail(err, BS_EUSAGE,
                    "--%s: an address is printable ASCII on one line", option);
}

enum bs_status mail_check(const struct mail *mail,
                          const struct format_choice *form,
                          struct bs_error *err)
{
    enum bs_status status = check_address("mail", mail->to, err);

    if (status == BS_OK)
        status = check_address("mail-from", mail->from, err);
    if (status != BS_OK)
        return status;
    if (mail->to == NULL && mail->from != NULL)
        return say_fail(err, BS_EUSAGE, "--mail-from: only with --mail");
    if (mail->to != NULL && form->format != FORMAT_NONE)
        return say_fail(err, BS_EUSAGE,
                        "--mail: not with another form; a mail is text and "
                        "HTML");
    return BS_OK;
}

static void write_subject(struct out *out, const struct report *report,
                          const struct report_head *head,
                          const struct rows *totals, size_t findings)
{
    const char *word = report_word(report, "page", "subject");
    const struct cell *hosts = rows_cell(&head->rows, 0, "hosts", report->lang);
    const struct field fields[] = {
        {"findings", cell_count((int64_t)findings)},
        {"hosts", hosts != NULL ? *hosts : (struct cell){0}},
        {"name", cell_text(bs_str_of(head->name))},
    };
    const struct fill fill = {.fields = fields,
                              .field_count = COUNT_OF(fields),
                              .rows = totals,
                              .lang = report->lang};
    char *text = fill_copy(word != NULL ? word : "bouncestat", &fill);

    mime_header(out, "Subject", bs_str_of(text));
    free(text);
}

/* A line that tells busy people enough. */
static enum bs_status
put_subject(const struct report *report, struct out *out, struct bs_error *err)
{
    struct report_head head;
    struct rows totals = {.columns = NULL};
    const struct findings *findings = NULL;
    enum bs_status status = report_head(&head, report, err);

    if (status == BS_OK)
        status =
            report_rows(report, "sql/report/totals.sql", false, &totals, err);
    if (status == BS_OK)
        status = findings_of(&findings, report, err);
    if (status == BS_OK)
        write_subject(out, report, &head, &totals,
                      findings != NULL ? findings->count : 0);
    rows_clear(&totals);
    report_head_clear(&head);
    return status;
}

static void put_part(struct out *out, const char *type, const struct out *part)
{
    out_print(out,
              "--" BOUNDARY "\n"
              "Content-Type: %s; charset=utf-8\n"
              "Content-Transfer-Encoding: quoted-printable\n\n",
              type);
    mime_quoted(out, (struct bs_str){part->data, part->len});
    out_text(out, "\n");
}

static enum bs_status put_message(const struct mail *mail,
                                  const struct report *report, struct out *out,
                                  const struct out *text,
                                  const struct out *html, struct bs_error *err)
{
    enum bs_status status;

    mime_header(out, "To", bs_str_of(mail->to));
    if (mail->from != NULL)
        mime_header(out, "From", bs_str_of(mail->from));
    status = put_subject(report, out, err);
    out_text(out, "MIME-Version: 1.0\n"
                  "Auto-Submitted: auto-generated\n"
                  "Content-Type: multipart/alternative; boundary=\"" BOUNDARY
                  "\"\n\n");
    put_part(out, "text/plain", text);
    put_part(out, "text/html", html);
    out_text(out, "--" BOUNDARY "--\n");
    return status;
}

enum bs_status mail_print(const struct mail *mail, const struct report *report,
                          struct out *out, struct bs_error *err)
{
    struct report part = *report;
    struct out text;
    struct out html;
    enum bs_status status;

    part.mail = true;
    part.colour = false;
    part.columns = COLUMNS;
    part.format = FORMAT_TEXT;
    out_memory(&text);
    out_memory(&html);
    status = report_print(&part, &text, err);
    part.format = FORMAT_HTML;
    if (status == BS_OK && text.len > 0)
        status = report_print(&part, &html, err);
    if (status == BS_OK && text.len > 0)
        status = put_message(mail, &part, out, &text, &html, err);
    out_abandon(&text);
    out_abandon(&html);
    return status;
}
