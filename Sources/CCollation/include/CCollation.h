#pragma once
#include <stdint.h>

/// Opens ICU's collation rules of a locale; NULL when ICU has none. Never closed: one lives as long as the process.
void *vn_collator_open(const char *locale);

/// Writes the sort key of `length` UTF-16 units into `key` and returns its whole length, which may exceed `capacity`.
int32_t vn_sortkey(void *collator, const uint16_t *text, int32_t length, uint8_t *key, int32_t capacity);
