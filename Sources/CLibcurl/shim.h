// libcurl; curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call, so each type
// of argument has a function of its own.
#pragma once
#include <curl/curl.h>

static inline CURLcode kindred_setopt_long(CURL *h, CURLoption o, long v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode kindred_setopt_string(CURL *h, CURLoption o, const char *v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode kindred_setopt_pointer(CURL *h, CURLoption o, void *v) {
  return curl_easy_setopt(h, o, v);
}
typedef size_t (*kindred_write_callback)(char *data, size_t size, size_t count, void *context);
static inline CURLcode kindred_setopt_callback(CURL *h, CURLoption o, kindred_write_callback v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode kindred_getinfo_long(CURL *h, CURLINFO i, long *v) {
  return curl_easy_getinfo(h, i, v);
}
static inline CURLcode kindred_getinfo_string(CURL *h, CURLINFO i, const char **v) {
  return curl_easy_getinfo(h, i, v);
}
static inline CURLcode kindred_getinfo_offset(CURL *h, CURLINFO i, curl_off_t *v) {
  return curl_easy_getinfo(h, i, v);
}
static inline CURLMcode kindred_multi_setopt_long(CURLM *m, CURLMoption o, long v) {
  return curl_multi_setopt(m, o, v);
}

/// The result of a finished transfer, which lies in a union.
static inline CURLcode kindred_message_result(const CURLMsg *message) {
  return message->data.result;
}

// The only way to see the request as it was sent is the callback for debugging.
typedef int (*kindred_debug_callback)(CURL *handle, curl_infotype type, char *data, size_t size,
                                      void *context);
static inline CURLcode kindred_setopt_debug_callback(CURL *h, kindred_debug_callback v) {
  return curl_easy_setopt(h, CURLOPT_DEBUGFUNCTION, v);
}

// The check of addresses: libcurl asks for a socket once it has looked up a name, and before it
// connects, so that a name that leads into a private network is seen as what it is.
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

typedef curl_socket_t (*kindred_socket_callback)(void *context, curlsocktype purpose,
                                                 struct curl_sockaddr *address);
static inline CURLcode kindred_setopt_socket_callback(CURL *h, kindred_socket_callback v) {
  return curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, v);
}

/// Copies the bytes of an IP address in network order; returns their number, 0 for another family.
static inline size_t kindred_address_bytes(const struct curl_sockaddr *address,
                                           unsigned char bytes[16]) {
  if (address->family == AF_INET) {
    memcpy(bytes, &((const struct sockaddr_in *)&address->addr)->sin_addr, 4);
    return 4;
  }
  if (address->family == AF_INET6) {
    memcpy(bytes, &((const struct sockaddr_in6 *)&address->addr)->sin6_addr, 16);
    return 16;
  }
  return 0;
}

static inline curl_socket_t kindred_open_socket(const struct curl_sockaddr *address) {
  return socket(address->family, address->socktype, address->protocol);
}
