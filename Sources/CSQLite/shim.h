#include <sqlite3.h>

/* sqlite3_db_config is variadic, which Swift cannot call. */
static inline int vinhdanh_sqlite_switch(sqlite3 *db, int option, int on) {
    int now = 0;
    return sqlite3_db_config(db, option, on, &now);
}
