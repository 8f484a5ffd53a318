/* SPDX-License-Identifier: MIT */
/* answer - prints what the codebook knows about one code. */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

#include "bouncestat/codebook.h"
#include "cli/json.h"
#include "cli/out.h"

struct answer { /* about one code */
    char code[BS_ESC_BUFSIZE];
    const struct bs_code_info *info; /* NULL: not known */
    enum bs_code_match match;
    char grade; /* first digit: '2', '4', '5' ... */
};

/* A block of text of at most columns; info must be there. */
void answer_text(struct out *out, const struct answer *answer,
                 enum bs_lang lang, size_t columns);

/* An object with both languages; unknown is null. */
void answer_json(struct json *json, const struct answer *answer);

#endif
