// libcrypto of OpenSSL: message digests, with the instructions that the processor has for them.
#pragma once
#include <openssl/evp.h>
