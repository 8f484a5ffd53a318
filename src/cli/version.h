/* SPDX-License-Identifier: MIT */
/* version - what --version prints. */
#ifndef CLI_VERSION_H
#define CLI_VERSION_H

#include "cli/out.h"

void version_print(struct out *out);

#endif
