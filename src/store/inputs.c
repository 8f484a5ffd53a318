/* SPDX-License-Identifier: MIT */
/* inputs - remembers what was read, and writes it to the table "input". */
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "store/state.h"

enum bs_status bs_store_input(struct bs_store *store,
                              const struct bs_input *input,
                              struct bs_error *err)
{
    struct bs_inputs *inputs = &store->inputs;
    struct bs_input *items =
        bs_grow(inputs->items, &inputs->room, inputs->count, sizeof *items);
    struct bs_text path = {0};

    if (items == NULL)
        return bs_fail_memory(err);
    inputs->items = items;
    items[inputs->count] = *input;
    items[inputs->count].path = NULL;
    if (bs_text_clean(&path, bs_str_of(input->path)))
        items[inputs->count].path = bs_copy(path.text.data, path.text.len);
    bs_text_clear(&path);
    if (items[inputs->count].path == NULL)
        return bs_fail_memory(err);
    inputs->count++;
    return BS_OK;
}

void bs_inputs_clear(struct bs_inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++) {
        void *path = (void *)(uintptr_t)inputs->items[i].path; /* is owned */

        bs_free(path);
    }
    bs_free(inputs->items);
    *inputs = (struct bs_inputs){0};
}

static void bind_count(sqlite3_stmt *add, const char *name, uint64_t count)
{
    bs_sql_int(add, name, (int64_t)count);
}

void bs_input_bind(sqlite3_stmt *add, const struct bs_input *input)
{
    (void)sqlite3_clear_bindings(add);
    bs_sql_text(add, ":path", bs_str_of(input->path));
    bind_count(add, ":read_offset", input->bytes);
    if (input->first_time != 0)
        bs_sql_int(add, ":first_time", input->first_time);
    if (input->last_time != 0)
        bs_sql_int(add, ":last_time", input->last_time);
    bind_count(add, ":matched_lines", input->lines.matched);
    bind_count(add, ":ignored_lines", input->lines.ignored);
    bind_count(add, ":unmatched_lines", input->lines.unmatched);
    bind_count(add, ":foreign_lines", input->lines.foreign);
    bind_count(add, ":cut_lines", input->lines.cut);
    bind_count(add, ":limited_lines", input->lines.limited);
    bind_count(add, ":events", input->lines.events);
}

enum bs_status bs_inputs_write(struct bs_store *store, struct bs_error *err)
{
    struct bs_inputs *inputs = &store->inputs;
    sqlite3_stmt *add;
    enum bs_status status;

    if (inputs->written == inputs->count)
        return BS_OK;
    status = bs_sql_prepare(&store->db, "sql/input-add.sql", &add, err);
    if (status != BS_OK)
        return status;
    while (status == BS_OK && inputs->written < inputs->count) {
        bs_input_bind(add, &inputs->items[inputs->written]);
        status = bs_sql_finish(&store->db, add, err);
        if (status == BS_OK)
            inputs->written++;
    }
    sqlite3_finalize(add);
    return status;
}
