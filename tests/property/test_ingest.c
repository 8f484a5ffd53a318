/* SPDX-License-Identifier: MIT */
/*
 * test_ingest - whatever happens to a log between the runs of the program, and
 * to the program, each line is counted once.
 *
 * A log grows in random pieces; it is rotated, copied and compressed in all
 * ways; the program reads it again and again, and is killed at random moments.
 * In the end the database must hold the same as that of one run over the whole
 * log. Arguments: [SEED [STEPS]].
 */
#include "../unit/reading.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#define FILES_MAX 12
#define NAME 32
#define PATH 160
#define STEPS 700
#define SECOND INT64_C(1000000000)
#define FEBRUARY 1770000000 /* 2026-02-02; the log ends before */

extern char **environ;

struct log_file {
    char name[NAME];
    size_t begin, end; /* of the text that it holds */
    bool plain;
    bool taken; /* a copy of another: may vanish at any time */
};

struct world {
    uint32_t random;
    char *text; /* of the whole log */
    size_t len;
    size_t room;
    int64_t now;
    unsigned serial;
    bool dated;
    struct log_file files[FILES_MAX]; /* files[0] is written to */
    size_t count;
    unsigned names;
    unsigned runs;
    unsigned kills;
};

static struct world world;

static uint32_t below(uint32_t limit)
{
    return next_random(&world.random) % limit;
}

static void in_folder(char out[static PATH], const char *name)
{
    (void)snprintf(out, PATH, "%s/%s", folder, name);
}

/* A recipient of one of the messages of late. */
static int write_attempt(char *out, size_t left, const char *stamp)
{
    static const char *const ends[] = {
        "dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as",
        "dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 "
        "5.1.1 User unknown;",
        "dsn=4.2.2, status=deferred (host mx.example.org[192.0.2.1] said: 452 "
        "4.2.2 Mailbox full;",
        "dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.1]:25: "
        "Connection timed out;",
    };

    return snprintf(out, left,
                    "%s mx1 postfix/smtp[%u]: 4X%06u: to=<u%u@d%u.example>, "
                    "relay=mx.example.org[192.0.2.1]:25, delay=1.2, "
                    "delays=0.1/0/0.5/0.6, %s 4X%06u)\n",
                    stamp, below(30000), world.serial - below(60), below(3),
                    below(5), ends[below(4)], world.serial - below(60));
}

/* The next line of the log: of a message that comes in, which may be a bounce,
 * of an attempt, of the end of a message's time; some are no mail. */
static void write_line(void)
{
    static const char *const lines[][2] = {
        {"postfix/smtpd[12]: 4X", ": client=unknown[192.0.2.9]"},
        {"postfix/smtpd[12]: 4X", ": client=unknown[192.0.2.9]"},
        {"postfix/qmgr[901]: 4X",
         ": from=<>, size=2473, nrcpt=1 (queue active)"},
        {"postfix/qmgr[901]: 4X",
         ": from=<a@b.example>, status=expired, returned to sender"},
        {"dovecot[7]: imap-login ", ""},
    };
    /* Of a log without one mail line the program says that it is none; and
     * the first is longer than what grow() cuts off. */
    const uint32_t what = world.len > 0 ? below(12) : COUNT_OF(lines);
    char stamp[32];
    struct tm tm;
    time_t now = (time_t)world.now;
    size_t left = world.room - world.len;
    char *out = world.text + world.len;
    int len;

    assert_true(left > 4096);
    world.now += 1 + below(1200);
    assert_non_null(gmtime_r(&now, &tm));
    (void)strftime(stamp, sizeof stamp, "%b %e %H:%M:%S", &tm);
    world.serial += what < 2;
    if (what < COUNT_OF(lines))
        len =
            snprintf(out, left, "%s mx1 %s%06u%s\n", stamp, lines[what][0],
                     world.serial - (what < 2 ? 0 : below(60)), lines[what][1]);
    else
        len = write_attempt(out, left, stamp);
    world.len += (size_t)len;
}

/* Gives a file a time after that of its last line. */
static void set_time(const char *path_of_it)
{
    const struct timespec times[2] = {
        {.tv_nsec = UTIME_OMIT},
        {.tv_sec = FEBRUARY + (time_t)below(10000000),
         .tv_nsec = (long)below(1000000000)}};

    assert_int_equal(utimensat(AT_FDCWD, path_of_it, times, 0), 0);
}

static void append_to(const char *name, const char *data, size_t len)
{
    char file[PATH];
    int fd;

    in_folder(file, name);
    fd = open(file, O_WRONLY | O_CREAT | O_APPEND, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, data, len), len);
    assert_int_equal(close(fd), 0);
    set_time(file);
}

/* Lets the first file go on to an offset in the text. */
static void grow_to(size_t end)
{
    struct log_file *log = &world.files[0];

    append_to(log->name, world.text + log->end, end - log->end);
    log->end = end;
}

static void grow(void)
{
    size_t end = world.len;
    unsigned lines = below(4) == 0 ? below(200) : below(8);

    while (lines-- > 0)
        write_line();
    if (world.len > end)
        end = world.len - below(3) / 2 * below(100);
    if (end > world.files[0].end)
        grow_to(end);
}

static void remove_file(size_t i)
{
    char file[PATH];

    in_folder(file, world.files[i].name);
    assert_int_equal(unlink(file), 0);
    world.files[i] = world.files[--world.count];
}

static struct log_file *add_file(const char *suffix)
{
    struct log_file *file = &world.files[world.count++];

    assert_true(world.count <= FILES_MAX);
    *file = (struct log_file){.plain = true};
    /* A name that says nothing of its age: their order is the test's. */
    (void)snprintf(file->name, NAME, "%s%u-mail.log%s",
                   world.dated ? "2026" : "", 1000 + world.names++, suffix);
    return file;
}

/* The program, over all files, in some order. Returns its wait status. */
static int
run(const char *db, const char *const *names, size_t count, long kill_after)
{
    char files[FILES_MAX][PATH];
    char program[] = BS_PROGRAM;
    char words[6][PATH] = {"ingest", "--db", "", "--tz=UTC", "-q", "--"};
    char *argv[FILES_MAX + 8] = {program};
    size_t argc = 1;
    pid_t child;
    int status;

    in_folder(words[2], db);
    for (size_t i = 0; i < 6; i++)
        argv[argc++] = words[i];
    for (size_t i = 0; i < count; i++) {
        in_folder(files[i], names[i]);
        argv[argc++] = files[i];
    }
    assert_int_equal(posix_spawn(&child, BS_PROGRAM, NULL, NULL, argv, environ),
                     0);
    if (kill_after >= 0) {
        const struct timespec pause = {.tv_nsec = kill_after};

        (void)nanosleep(&pause, NULL);
        (void)kill(child, below(4) == 0 ? SIGTERM : SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    world.runs++;
    if (WIFSIGNALED(status) || (WIFEXITED(status) && WEXITSTATUS(status) > 128))
        world.kills++;
    return status;
}

/* What becomes of mail is told by the order of the lines; files that begin with
 * the same line come in any order. */
static int compare_begins(const void *a, const void *b)
{
    const struct log_file *x = a;
    const struct log_file *y = b;

    return (x->begin > y->begin) - (x->begin < y->begin);
}

static void ingest(bool may_die)
{
    const char *names[FILES_MAX] = {NULL};
    const long after =
        may_die ? (long)below(30) * 1000000 + (long)below(1000) * 1000 : -1;
    struct log_file files[FILES_MAX];
    int status;

    for (size_t i = 0; i < world.count; i++) {
        const size_t other = below((uint32_t)i + 1);

        files[i] = files[other];
        files[other] = world.files[i];
    }
    qsort(files, world.count, sizeof *files, compare_begins);
    for (size_t i = 0; i < world.count; i++)
        names[i] = files[i].name;
    status = run("all.db", names, world.count, after);
    if (!may_die)
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* The text of a file is on the way to the database or there already: then it
 * may vanish. */
static void make_room(void)
{
    if (world.count < FILES_MAX - 2)
        return;
    ingest(false);
    while (world.count > 3)
        remove_file(1 + below((uint32_t)world.count - 1));
}

static void to_line_end(void)
{
    if (world.files[0].end < world.len)
        grow_to(world.len);
}

static void rotate(bool by_copy)
{
    char from[PATH], to[PATH];
    struct log_file *log = &world.files[0];
    struct log_file *old;

    make_room();
    to_line_end();
    if (log->begin == log->end)
        return;
    old = add_file("");
    old->begin = log->begin;
    old->end = log->end;
    in_folder(from, log->name);
    in_folder(to, old->name);
    if (by_copy) {
        append_to(old->name, world.text + old->begin, old->end - old->begin);
        assert_int_equal(truncate(from, 0), 0);
    } else {
        assert_int_equal(rename(from, to), 0);
        if (below(2) == 0) { /* the writer has not seen it yet */
            write_line();
            append_to(old->name, world.text + old->end, world.len - old->end);
            old->end = world.len;
        }
    }
    log->begin = log->end = world.len;
    append_to(log->name, "", 0);
}

static void pack_text(const struct log_file *file, const struct codec *codec)
{
    packed_len = 0;
    pack(codec->writes, false, world.text + file->begin,
         file->end - file->begin);
    append_to(file->name, packed, packed_len);
}

/* Another form of a rotated file takes its place, or is there besides. */
static void repack(void)
{
    size_t i = below((uint32_t)world.count);
    const struct codec *codec = &codecs[below(COUNT_OF(codecs))];
    struct log_file *copy;

    make_room();
    if (i == 0 || i >= world.count)
        return;
    copy = add_file(is_plain(codec) ? "" : ".packed");
    copy->begin = world.files[i].begin;
    copy->end = world.files[i].end;
    pack_text(copy, codec);
    if (below(4) > 0)
        remove_file(i);
}

/* A copy that is not complete; it stays for one run. */
static void copy_half(void)
{
    const struct log_file *from = &world.files[below((uint32_t)world.count)];
    struct log_file half = *from;
    struct log_file *copy;

    make_room();
    if (half.end == half.begin)
        return;
    ingest(false); /* of what is not known it would be the better half */
    copy = add_file("");
    copy->begin = half.begin;
    copy->end = half.begin + below((uint32_t)(half.end - half.begin));
    append_to(copy->name, world.text + copy->begin, copy->end - copy->begin);
    ingest(below(2) == 0);
    remove_file(world.count - 1);
}

static void step(void)
{
    switch (below(16)) {
    case 0: rotate(true); break;
    case 1: rotate(false); break;
    case 2:
    case 3: repack(); break;
    case 4: copy_half(); break;
    case 5:
    case 6: ingest(false); break;
    case 7:
    case 8:
    case 9:
    case 10: ingest(true); break;
    default: grow(); break;
    }
}

static const char queries[][256] = {
    "SELECT hour, day, host, mta, direction, outcome, domain, code, dsn, "
    "class, "
    "again, null_sender, first, n "
    "FROM counts ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14",
    "SELECT domain, class, severity, since, last FROM waiting ORDER BY place",
    "SELECT null_sender, failed, done, last FROM message "
    "ORDER BY place, 1, 2, 3, 4",
    "SELECT outcome, again, null_sender, first, count(*) > 0 FROM counts "
    "GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
    "SELECT min(first), max(last), sum(n) FROM tally GROUP BY bucket "
    "ORDER BY 3, 1, 2",
    "SELECT sum(lines), sum(matched_lines), sum(ignored_lines), "
    "sum(foreign_lines), sum(unmatched_lines), sum(read_offset) FROM inputs",
};

/* All that a database says, as one text; free() it. */
static char *dump(const char *db)
{
    char file[PATH];
    char *out = NULL;
    size_t len = 0;
    FILE *stream = open_memstream(&out, &len);
    sqlite3 *handle;

    assert_non_null(stream);
    in_folder(file, db);
    assert_int_equal(sqlite3_open(file, &handle), SQLITE_OK);
    for (size_t i = 0; i < COUNT_OF(queries); i++) {
        sqlite3_stmt *rows;

        assert_int_equal(
            sqlite3_prepare_v2(handle, queries[i], -1, &rows, NULL), SQLITE_OK);
        while (sqlite3_step(rows) == SQLITE_ROW)
            for (int c = 0; c < sqlite3_column_count(rows); c++)
                (void)fprintf(stream, "%s%c", sqlite3_column_text(rows, c),
                              c + 1 < sqlite3_column_count(rows) ? '|' : '\n');
        (void)sqlite3_finalize(rows);
    }
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
    assert_int_equal(fclose(stream), 0);
    return out;
}

static void test_once(void **state)
{
    const char *const whole[] = {"whole"};
    char *have, *want;
    int status;

    (void)state;
    ingest(false);
    append_to("whole", world.text, world.len);
    status = run("whole.db", whole, 1, -1);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    have = dump("all.db");
    want = dump("whole.db");
    assert_string_equal(have, want);
    assert_true(strlen(want) > 1000);
    free(have);
    free(want);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_once)};
    const uint32_t seed =
        argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : (uint32_t)time(NULL);
    unsigned long steps = argc > 2 ? strtoul(argv[2], NULL, 10) : STEPS;
    char command[128];
    int failed;

    world = (struct world){.random = seed,
                           .now = 1765800000, /* 2025-12-15 */
                           .serial = 100,
                           .room = (size_t)64 << 20,
                           .count = 1};
    world.text = malloc(world.room);
    if (world.text == NULL || mkdtemp(folder) == NULL)
        return 2;
    (void)snprintf(world.files[0].name, NAME, "mail.log");
    append_to("mail.log", "", 0);
    (void)printf("seed %u, %lu steps\n", seed, steps);
    (void)fflush(stdout);
    for (unsigned long i = 0; i < steps; i++) {
        world.dated = i / 100 % 2 == 1;
        step();
        if (world.now > FEBRUARY - 100000)
            world.now = FEBRUARY - 100000;
    }
    to_line_end();
    failed = cmocka_run_group_tests_name("ingest", tests, NULL, NULL);
    (void)printf("%zu bytes, %u runs, %u of them ended by a signal\n",
                 world.len, world.runs, world.kills);
    (void)snprintf(command, sizeof command, "rm -rf %s", folder);
    if (failed == 0 && system(command) != 0)
        return 2;
    free(world.text);
    return failed;
}
