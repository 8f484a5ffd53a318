/* SPDX-License-Identifier: MIT */
/*
 * codes - the lists of the manual page bouncestat-codes(7).
 *
 * Knows    In mdoc a sentence begins a line, and a line that begins with "."
 *          or "'" is a request.
 */
#include "gen/codes.h"

#include <stdio.h>
#include <string.h>

#include "cli/exit.h"
#include "cli/say.h"

#define LINE_BYTES 512

struct book {
    struct bs_data *data;
    struct bs_codebook *codes;
    struct bs_classifier *classifier;
};

static void prose(struct out *out, const char *text)
{
    bool first = true;

    for (; *text != '\0'; text++) {
        if (first && (*text == '.' || *text == '\''))
            out_text(out, "\\&");
        first = false;
        if (*text == '\\')
            out_text(out, "\\e");
        else if (strchr(".?!", *text) != NULL && text[1] == ' ') {
            out_add(out, text++, 1);
            out_text(out, "\n");
            first = true;
        } else
            out_add(out, text, 1);
    }
    out_text(out, "\n");
}

static void texts(struct out *out, const char *name, const char *meaning,
                  const char *advice)
{
    out_text(out, ".Em ");
    prose(out, name);
    out_text(out, ".br\n");
    prose(out, meaning);
    if (advice == NULL || advice[0] == '\0')
        return;
    out_text(out, ".Pp\n");
    prose(out, advice);
}

static void
class_list(struct out *out, const struct book *book, enum bs_lang lang)
{
    const struct bs_class *class;

    for (size_t i = 0;
         (class = bs_classifier_class_at(book->classifier, i)) != NULL; i++) {
        out_print(out, ".It Cm %.*s Pq %s\n", BS_ARG(class->id),
                  bs_severity_text(class->severity));
        texts(out, class->name[lang], class->meaning[lang],
              class->advice[lang]);
    }
}

static void
code_list(struct out *out, const struct book *book, enum bs_lang lang,
          const struct bs_code_info *(*at)(const struct bs_codebook *book,
                                           size_t i))
{
    const struct bs_code_info *info;

    for (size_t i = 0; (info = at(book->codes, i)) != NULL; i++) {
        out_print(out, ".It %s\n", info->key);
        texts(out, info->name[lang], info->meaning[lang], info->advice[lang]);
        out_print(out, ".Pq %s\n", info->source);
    }
}

static void
line(struct out *out, const struct book *book, enum bs_lang lang, char *text)
{
    if (strcmp(text, "@classes@\n") == 0)
        class_list(out, book, lang);
    else if (strcmp(text, "@replies@\n") == 0)
        code_list(out, book, lang, bs_codebook_reply_at);
    else if (strcmp(text, "@codes@\n") == 0)
        code_list(out, book, lang, bs_codebook_enhanced_at);
    else
        out_text(out, text);
}

static int
copy(struct out *out, const struct book *book, enum bs_lang lang, FILE *page)
{
    char text[LINE_BYTES];

    while (fgets(text, sizeof text, page) != NULL)
        line(out, book, lang, text);
    return ferror(page) ? EXIT_TROUBLE : EXIT_DONE;
}

int codes_page(struct out *out, enum bs_lang lang, const char *page)
{
    struct book book = {NULL, NULL, NULL};
    struct bs_error err = {0};
    FILE *file = fopen(page, "r");
    int code = EXIT_TROUBLE;

    if (file == NULL)
        say("%s: cannot be read", page);
    else if (bs_data_open(&book.data, NULL, &err) != BS_OK ||
             bs_codebook_open(&book.codes, book.data, &err) != BS_OK ||
             bs_classifier_open(&book.classifier, book.data, 0, &err) != BS_OK)
        say("%s", err.text);
    else
        code = copy(out, &book, lang, file);
    bs_classifier_close(book.classifier);
    bs_codebook_close(book.codes);
    bs_data_close(book.data);
    if (file != NULL)
        (void)fclose(file);
    return code;
}
