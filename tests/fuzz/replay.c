/* SPDX-License-Identifier: MIT */
/*
 * replay - runs a fuzz target over each file of a folder, without libFuzzer.
 *
 * Usage    fuzz_NAME CORPUS-FOLDER
 * Errors   A folder without files is one: it would prove nothing.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

/* The bytes in a block of exactly their size, so that ASan sees a read past
 * the end; NULL if the file cannot be read. */
static uint8_t *load(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    long end = -1;

    if (file == NULL)
        return NULL;
    if (fseek(file, 0, SEEK_END) == 0)
        end = ftell(file);
    rewind(file);
    *size = end < 0 ? 0 : (size_t)end;
    if (end >= 0)
        data = malloc(*size == 0 ? 1 : *size);
    if (data != NULL && fread(data, 1, *size, file) != *size) {
        free(data);
        data = NULL;
    }
    (void)fclose(file);
    return data;
}

static int replay(const char *folder, const char *name)
{
    char path[4096];
    size_t size = 0;
    uint8_t *data;

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    data = load(path, &size);
    if (data == NULL) {
        fprintf(stderr, "%s: cannot read\n", path);
        return -1;
    }
    printf("%s\n", path);
    (void)fflush(stdout);
    (void)LLVMFuzzerTestOneInput(data, size);
    free(data);
    return 1;
}

static int no_dots(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
    struct dirent **names = NULL;
    int count;
    int status = 0;

    if (argc != 2)
        return 2;
    count = scandir(argv[1], &names, no_dots, alphasort);
    if (count <= 0) {
        fprintf(stderr, "%s: no files\n", argv[1]);
        return 2;
    }
    for (int i = 0; i < count; i++) {
        if (replay(argv[1], names[i]->d_name) < 0)
            status = 2;
        free(names[i]);
    }
    free(names);
    return status;
}
