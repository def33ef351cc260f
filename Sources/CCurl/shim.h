#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

/* curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call; each kind of value has its own function. */

/* CURLOPT_URL, MAIL_FROM, USERNAME, PASSWORD, CAINFO, PROTOCOLS_STR, COPYPOSTFIELDS (set POSTFIELDSIZE first), … */
static inline CURLcode curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

/* Times, sizes, switches: CURLOPT_TIMEOUT_MS, USE_SSL, NOSIGNAL, UPLOAD, … */
static inline CURLcode curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

/* CURLOPT_HTTPHEADER, MAIL_RCPT; the list must live until the transfer is done. */
static inline CURLcode curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

/* CURLOPT_WRITEDATA, READDATA, ERRORBUFFER, … */
static inline CURLcode curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

/* What takes the answer (CURLOPT_WRITEFUNCTION) or gives what is sent (CURLOPT_READFUNCTION). */
typedef size_t (*curl_transfer)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode curl_set_transfer(CURL *handle, CURLoption option, curl_transfer value) {
    return curl_easy_setopt(handle, option, value);
}

/* CURLINFO_RESPONSE_CODE and the like. */
static inline long curl_get_number(CURL *handle, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}
