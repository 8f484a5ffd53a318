#include "base/buf.h"
#include "bouncestat/api.h"
