/* SPDX-License-Identifier: MIT */
/* bouncestat - the whole public library. */
#ifndef BOUNCESTAT_BOUNCESTAT_H
#define BOUNCESTAT_BOUNCESTAT_H

#include "bouncestat/api.h"
#include "bouncestat/classifier.h"
#include "bouncestat/code.h"
#include "bouncestat/codebook.h"
#include "bouncestat/data.h"
#include "bouncestat/error.h"
#include "bouncestat/event.h"
#include "bouncestat/fate.h"
#include "bouncestat/layout.h"
#include "bouncestat/parser.h"
#include "bouncestat/query.h"
#include "bouncestat/reader.h"
#include "bouncestat/store.h"
#include "bouncestat/str.h"
#include "bouncestat/version.h"
#include "bouncestat/words.h"

#endif
