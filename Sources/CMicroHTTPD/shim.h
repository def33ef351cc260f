#include <malloc.h>
#include <microhttpd.h>
#include <sys/socket.h>

/* MHD answers questions about a connection with a union; each question gets its own small function. */
static inline int connection_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? (int)info->connect_fd : -1;
}

static inline const struct sockaddr *connection_address(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info ? info->client_addr : 0;
}

static inline void *connection_context(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : 0;
}

static inline size_t connection_header_size(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info ? info->header_size : 0;
}

/* In glibc, but hidden from Swift's view of <string.h>. */
extern void *memmem(const void *haystack, size_t haystack_size, const void *needle, size_t needle_size);

/* Memory once asked for is kept for the next request: giving it back and asking again waits for the kernel's lock on the
   address space, which a password's 64 MiB hold for tens of milliseconds. */
static inline void keep_memory(void) {
    mallopt(M_TRIM_THRESHOLD, 16 << 20);
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
}
