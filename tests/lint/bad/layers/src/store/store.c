#include "bouncestat/event.h"
#include "parse/rx.h"
#include "tally/tally.h"
#include <sqlite3.h>
