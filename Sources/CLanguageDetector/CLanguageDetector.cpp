#include "CLanguageDetector.h"

#include <cstdio>  // compact_lang_det.h uses FILE without it.

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

CLDGuess cldDetect(const char *text, int length) {
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int textBytes;
  bool isReliable;
  // Best effort: an answer for short texts as well. Cleaning decides how much to trust it.
  CLD2::ExtDetectLanguageSummary(
      text, length, /* is_plain_text */ true, &hints, CLD2::kCLDFlagBestEffort, languages, percents,
      scores, /* resultchunkvector */ nullptr, &textBytes, &isReliable);
  return {CLD2::LanguageCode(languages[0]), percents[0], isReliable};
}
