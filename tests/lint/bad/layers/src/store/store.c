#include <sqlite3.h>
#include "bouncestat/event.h"
#include "tally/tally.h"
#include "parse/rx.h"
