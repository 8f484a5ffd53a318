/* SPDX-License-Identifier: MIT */
/* cmd - the commands. argv[0] is the command's name, or of the main job the
 * program's; returns the exit status. */
#ifndef CLI_CMD_H
#define CLI_CMD_H

int cmd_check(int argc, char **argv);
int cmd_data(int argc, char **argv);
int cmd_events(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_ingest(int argc, char **argv);
int cmd_prune(int argc, char **argv);
int cmd_report(int argc, char **argv);
int cmd_scan(int argc, char **argv);
int cmd_sql(int argc, char **argv);

#endif
