/* SPDX-License-Identifier: MIT */
/*
 * mime - text in the form that mail has (RFC 2045 to 2047).
 *
 * Lines end with LF, as sendmail(8) wants them on standard input.
 */
#ifndef CLI_MIME_H
#define CLI_MIME_H

#include "cli/out.h"

/*
 * Quoted-printable: lines of at most 76 characters. No line is a lone dot or
 * begins with "From ", which mail programs on the way would take for a mark.
 */
void mime_quoted(struct out *out, struct bs_str text);

/* "Name: text", folded; text that is not ASCII becomes encoded words in UTF-8.
 * Control characters become blanks. */
void mime_header(struct out *out, const char *name, struct bs_str text);

/* May the text stand in a header as it is? Printable ASCII, and not so long
 * that it had to be folded. */
bool mime_is_plain(const char *text);

#endif
