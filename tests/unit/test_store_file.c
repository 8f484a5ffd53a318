/* SPDX-License-Identifier: MIT */
/* What a database file looks like to plain SQLite, without our code. */
#include "store_lab.h"

#include <sqlite3.h>

#define EVENTS 20000

static struct lab lab;
static sqlite3 *handle;

static int set_up(void **state)
{
    const struct bs_input input = {
        .path = "-", .bytes = 123, .lines = {.matched = 1, .foreign = 2}};

    (void)state;
    lab_begin(&lab);
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, lab.path, 0), BS_OK);
    lab_fill(lab.store, 4, EVENTS);
    assert_int_equal(bs_store_input(lab.store, &input, &lab.err), BS_OK);
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    lab_close(&lab);
    assert_int_equal(
        sqlite3_open_v2(lab.path, &handle, SQLITE_OPEN_READONLY, NULL),
        SQLITE_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
    lab_end(&lab);
    return 0;
}

static const struct answer_case {
    const char *name;
    const char *sql;
    const char *want;
} answer_cases[] = {
    {"application_id", "PRAGMA application_id", "1651733601"},
    {"user_version", "PRAGMA user_version", "1"},
    {"page_size", "PRAGMA page_size", "8192"},
    {"journal_mode", "PRAGMA journal_mode", "wal"},
    {"auto_vacuum", "PRAGMA auto_vacuum", "0"},
    {"sound", "PRAGMA integrity_check", "ok"},
    {"strict tables",
     "SELECT count(*) FROM pragma_table_list WHERE schema = 'main'"
     " AND type = 'table' AND name NOT LIKE 'sqlite%' AND NOT strict",
     "0"},
    {"views",
     "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema"
     " WHERE type = 'view' AND name <> 'domain_sum' ORDER BY name)",
     "classes codes counts daily domain_codes domains enhanced_codes hourly "
     "inputs reply_codes reply_texts"},
    {"columns of counts",
     "SELECT group_concat(name, ' ') FROM pragma_table_info('counts')",
     "hour day host mta direction outcome domain provider code dsn class "
     "severity n text again null_sender first"},
    {"columns of reply_texts",
     "SELECT group_concat(name, ' ') FROM pragma_table_info('reply_texts')",
     "provider domain code dsn class text n first_seen last_seen outcome"},
    {"columns of domain_codes",
     "SELECT group_concat(name, ' ') FROM pragma_table_info('domain_codes')",
     "domain code dsn outcome class n first_seen last_seen meaning_en "
     "meaning_de"},
    {"columns of domains",
     "SELECT group_concat(name, ' ') FROM pragma_table_info('domains')",
     "domain provider delivered relayed deferred bounced expired rejected "
     "tempfailed bounce_rate"},
    {"columns of daily",
     "SELECT group_concat(name, ' ') FROM pragma_table_info('daily')",
     "day outcome class n"},
    {"columns of reply_codes",
     "SELECT group_concat(name, ' ') FROM pragma_table_info('reply_codes')",
     "key name meaning_en meaning_de"},
    {"columns of inputs",
     "SELECT group_concat(name, ' ') FROM pragma_table_info('inputs')",
     "path identity read_offset first_time last_time lines matched_lines "
     "ignored_lines unmatched_lines foreign_lines cut_lines"},
    {"all events", "SELECT sum(n) FROM counts", "20000"},
    {"no probes",
     "SELECT (SELECT sum(n) FROM domain_codes) ="
     " (SELECT sum(n) FROM counts WHERE direction <> 'probe')",
     "1"},
    {"daily adds up",
     "SELECT (SELECT sum(n) FROM daily) = (SELECT sum(n) FROM domain_codes)",
     "1"},
    {"each combination once",
     "SELECT count(*) FROM (SELECT 1 FROM outcome GROUP BY host, mta,"
     " direction, outcome, code, dsn, text, again, null_sender, first"
     " HAVING count(*) > 1)",
     "0"},
    {"each code once",
     "SELECT count(*) FROM (SELECT 1 FROM domain_codes GROUP BY domain, code,"
     " dsn, outcome, class HAVING count(*) > 1)",
     "0"},
    {"each reply once",
     "SELECT count(*) FROM (SELECT 1 FROM reply_texts GROUP BY provider,"
     " domain, code, dsn, class, text, outcome HAVING count(*) > 1)",
     "0"},
    {"all replies",
     "SELECT (SELECT sum(n) FROM reply_texts) = (SELECT sum(n) FROM counts"
     " WHERE text IS NOT NULL AND direction <> 'probe')",
     "1"},
    {"nothing dangles",
     "SELECT count(*) FROM tally WHERE bucket NOT IN (SELECT id FROM bucket)"
     " OR domain NOT IN (SELECT id FROM domain)"
     " OR outcome NOT IN (SELECT id FROM outcome)",
     "0"},
    {"no reply dangles",
     "SELECT count(*) FROM outcome WHERE text NOT IN (SELECT id FROM reply)",
     "0"},
    {"new domains in order of name",
     "SELECT count(*) FROM domain AS a JOIN domain AS b ON b.id = a.id + 1"
     " WHERE b.name < a.name",
     "0"},
    {"bad bytes",
     "SELECT count(*) FROM domain WHERE name = 'a' || char(65533)"
     " || '.com'",
     "1"},
    {"a long name", "SELECT max(length(name)) FROM domain", "10000"},
    {"no domain", "SELECT count(*) > 0 FROM counts WHERE domain IS NULL", "1"},
    {"seen within the hour",
     "SELECT count(*) FROM tally WHERE first < 0 OR last > 3599 OR first > "
     "last",
     "0"},
    {"one hour has two days",
     "SELECT count(*) FROM (SELECT 1 FROM counts GROUP BY hour"
     " HAVING count(DISTINCT day) = 2)",
     "3"},
    {"the mission",
     "SELECT DISTINCT c.name_en = (SELECT name FROM enhanced_codes WHERE key ="
     " 'X.1.1') FROM outcome AS o JOIN code AS c ON c.key = o.explained_by"
     " WHERE o.dsn = '5.1.1'",
     "1"},
    {"inputs",
     "SELECT path || read_offset || lines || matched_lines FROM inputs",
     "-12331"},
};

static void test_answer(void **state)
{
    const struct answer_case *c = *state;
    sqlite3_stmt *statement;
    char got[512];

    assert_int_equal(sqlite3_prepare_v2(handle, c->sql, -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    (void)snprintf(got, sizeof got, "%s", sqlite3_column_text(statement, 0));
    assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_string_equal(got, c->want);
}

int main(void)
{
    return RUN_CASES_WITH(test_answer, answer_cases, set_up, tear_down);
}
