/* SPDX-License-Identifier: MIT */
/*
 * replay - runs a fuzz target over the files of its corpus, for compilers
 * without libFuzzer.
 *
 * usage: fuzz_NAME FOLDER. Fails if the folder holds no file.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

/* Gives the target a block of exactly the file's size, so that a sanitizer
 * sees what is read behind it. */
static bool replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    bool good = false;
    long size;

    if (file == NULL)
        return false;
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 &&
        fseek(file, 0, SEEK_SET) == 0) {
        data = malloc(size > 0 ? (size_t)size : 1);
        good =
            data != NULL && fread(data, 1, (size_t)size, file) == (size_t)size;
        if (good)
            (void)LLVMFuzzerTestOneInput(data, (size_t)size);
    }
    free(data);
    (void)fclose(file);
    return good;
}

static int is_file(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
    struct dirent **entries;
    char path[4096];
    int count = argc == 2 ? scandir(argv[1], &entries, is_file, alphasort) : -1;

    if (count <= 0) {
        fprintf(stderr, "usage: %s FOLDER, with files in it\n", argv[0]);
        return 2;
    }
    for (int i = 0; i < count; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", argv[1], entries[i]->d_name);
        free(entries[i]);
        printf("%s\n", path);
        (void)fflush(stdout); /* names the file that aborts */
        if (!replay(path)) {
            perror(path);
            return 1;
        }
    }
    free(entries);
    return 0;
}
