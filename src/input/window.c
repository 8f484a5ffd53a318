/* SPDX-License-Identifier: MIT */
/*
 * window - the last two chunks of a source, and a way back.
 *
 * Limits   A pipe can be read again only as long as no more than KEPT_SIZE
 *          bytes came from it.
 * Memory   All is made by bs_window_init().
 */
#include "input/window.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"

#define CHUNK ((size_t)65536)
#define KEPT_SIZE ((size_t)1 << 20)

enum bs_status bs_window_init(struct bs_window *window, struct bs_source *raw,
                              struct bs_error *err)
{
    *window = (struct bs_window){
        .raw = raw, .chunks = bs_new(2, CHUNK), .kept = bs_new(KEPT_SIZE, 1)};
    if (window->chunks != NULL && window->kept != NULL)
        return BS_OK;
    bs_window_clear(window);
    return bs_fail_memory(err);
}

void bs_window_clear(struct bs_window *window)
{
    bs_source_close(window->raw);
    bs_free(window->chunks);
    bs_free(window->kept);
    *window = (struct bs_window){0};
}

/* Reads a chunk from raw, or from what was kept of it. */
static enum bs_status
read_chunk(struct bs_window *window, char *data, size_t *got)
{
    enum bs_status status;

    if (window->position < window->kept_len) {
        size_t left = window->kept_len - (size_t)window->position;

        *got = left < CHUNK ? left : CHUNK;
        memcpy(data, window->kept + window->position, *got);
        return BS_OK;
    }
    status =
        window->raw->ops->read(window->raw, data, CHUNK, got, &window->error);
    if (window->position == window->kept_len &&
        *got <= KEPT_SIZE - window->kept_len) {
        memcpy(window->kept + window->kept_len, data, *got);
        window->kept_len += *got;
    }
    return status;
}

/* The older chunk ends where the newer begins. */
static void next_chunk(struct bs_window *window)
{
    char *data = window->chunks + CHUNK;
    enum bs_status status;

    window->older = window->newer;
    memmove(data - window->older, data, window->older);
    status = read_chunk(window, data, &window->newer);
    window->position += window->newer;
    window->unread = window->newer;
    window->ended = status != BS_OK || window->newer == 0;
}

struct bs_str bs_window_peek(struct bs_window *window)
{
    const char *end;

    if (window->unread == 0 && !window->ended)
        next_chunk(window);
    if (window->unread == 0)
        return (struct bs_str){0};
    end = window->chunks + CHUNK + window->newer;
    return (struct bs_str){end - window->unread, window->unread};
}

void bs_window_take(struct bs_window *window, size_t len)
{
    window->unread -= len;
}

bool bs_window_return(struct bs_window *window, uint64_t len)
{
    if (len > window->older + window->newer - window->unread)
        return false;
    window->unread += (size_t)len;
    return true;
}

uint64_t bs_window_tell(const struct bs_window *window)
{
    return window->position - window->unread;
}

bool bs_window_rewind(struct bs_window *window, uint64_t position)
{
    if (window->raw->ops->seek(window->raw, position))
        window->kept_len = 0;
    else if (window->position > window->kept_len)
        return false;
    window->position = position;
    window->ended = false;
    window->older = window->newer = window->unread = 0;
    return true;
}
