// Compact Language Detector 2 behind a C interface, and the letter profiles that Cleaning reads.
//
// CLD2 offers C++ only: std::vector and an enum of 614 languages. Debian ships its tables twice;
// libcld2, with 83 languages, is linked here. libcld2_full, with 175, holds tables alone, to be linked
// before libcld2, and is right less often: on 95.9 % of the sentences in 36 languages of the tests
// instead of 96.3 %.
#pragma once
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What CLD2 says about a text.
typedef struct {
  /// The code of the language: ISO 639-1 mostly, "no", "iw", "zh-Hant", or "un" if unknown. It lives
  /// as long as the program.
  const char *_Nonnull code;
  /// The share of the text in that language, in percent.
  int percent;
  /// Whether CLD2 finds its answer reliable.
  bool isReliable;
} CLDGuess;

/// The language that most of `length` bytes of valid UTF-8 are written in. It may be called from
/// several threads; the same text always has the same answer.
CLDGuess cldDetect(const char *_Nonnull text, int length);

/// The bytes of language-profiles.txt: UTF-8 without a zero at the end.
const unsigned char *_Nonnull languageProfiles(void);
/// The number of those bytes.
size_t languageProfilesLength(void);

#ifdef __cplusplus
}
#endif
