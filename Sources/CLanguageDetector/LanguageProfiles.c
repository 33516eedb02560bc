#include "CLanguageDetector.h"

// As an array literal of Swift, a file of this size would take the compiler minutes.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char bytes[] = {
#embed "language-profiles.txt"
};

const unsigned char *languageProfiles(void) { return bytes; }

size_t languageProfilesLength(void) { return sizeof bytes; }
