import CLanguageDetector

/// Google's Compact Language Detector 2, which knows 83 languages by the four-letter runs of their
/// words.
enum CompactLanguageDetector {
  /// The language that most of a text is written in, given its UTF-8; nil if CLD2 cannot tell, or the
  /// language is not one of ours.
  static func language(of text: [UInt8]) -> Language? {
    unsafe text.withUnsafeBytes { bytes in
      guard let start = unsafe bytes.bindMemory(to: CChar.self).baseAddress else { return nil }
      let length = Int32(clamping: bytes.count)
      return unsafe language(String(cString: cldDetect(start, length).code))
    }
  }

  /// The language that CLD2 gives a code of its own.
  private static func language(_ code: String) -> Language? {
    switch code {
    case "no", "nn": .norwegian
    case "iw": .hebrew
    case "zh-Hant": .chinese
    case "bs", "sr-ME": .croatian
    default: Language(rawValue: code)
    }
  }
}

/// The language that CLD2 alone finds; nil if it cannot tell, or the language is not one of ours. What
/// ``LanguageIdentifier`` is measured against.
package func compactLanguage(_ text: String) -> Language? {
  CompactLanguageDetector.language(of: Array(text.utf8))
}
