/* SPDX-License-Identifier: MIT */
/* classes - the rows of patterns/classes.tsv. Knows: base, data. */
#ifndef CLASSIFY_CLASSES_H
#define CLASSIFY_CLASSES_H

#include "bouncestat/classifier.h"
#include "data/table.h"

struct bs_classes { /* zeroed is empty */
    struct bs_table *table;
    struct bs_class *rows; /* in order of id */
    size_t count;
};

/* Errors: BS_ENOMEM, BS_ENOINPUT, BS_ESYNTAX. To be cleared in any case. */
BS_MUST_CHECK enum bs_status bs_classes_load(struct bs_classes *classes,
                                             const struct bs_data *data,
                                             struct bs_error *err);

const struct bs_class *
bs_classes_find(const struct bs_classes *classes, struct bs_str id);

/* false: no severity has that name. */
bool bs_severity_parse(enum bs_severity *out, struct bs_str text);

void bs_classes_clear(struct bs_classes *classes);

#endif
