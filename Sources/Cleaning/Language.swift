/// A language, as its ISO 639-1 code: those that have a stemmer or a stop-word list, and those that
/// they would be mistaken for.
public enum Language: String, CaseIterable, Hashable, Sendable {
  case afrikaans = "af"
  case albanian = "sq"
  case arabic = "ar"
  case armenian = "hy"
  case basque = "eu"
  case belarusian = "be"
  case bengali = "bn"
  case bulgarian = "bg"
  case catalan = "ca"
  case chinese = "zh"
  /// Croatian, and Bosnian, Montenegrin and Serbian in Latin letters, which letters and function words
  /// hardly tell apart.
  case croatian = "hr"
  case czech = "cs"
  case danish = "da"
  case dutch = "nl"
  case english = "en"
  case estonian = "et"
  case finnish = "fi"
  case french = "fr"
  case georgian = "ka"
  case german = "de"
  case greek = "el"
  case hebrew = "he"
  case hindi = "hi"
  case hungarian = "hu"
  case icelandic = "is"
  case indonesian = "id"
  case irish = "ga"
  case italian = "it"
  case japanese = "ja"
  case kazakh = "kk"
  case korean = "ko"
  case latvian = "lv"
  case lithuanian = "lt"
  case macedonian = "mk"
  case malay = "ms"
  case marathi = "mr"
  case mongolian = "mn"
  case nepali = "ne"
  /// Bokmål, and Nynorsk with it.
  case norwegian = "nb"
  case persian = "fa"
  case polish = "pl"
  case portuguese = "pt"
  case romanian = "ro"
  case russian = "ru"
  /// Serbian in Cyrillic letters.
  case serbian = "sr"
  case slovak = "sk"
  case slovenian = "sl"
  case spanish = "es"
  case swahili = "sw"
  case swedish = "sv"
  case tagalog = "tl"
  case tamil = "ta"
  case telugu = "te"
  case thai = "th"
  case turkish = "tr"
  case ukrainian = "uk"
  case urdu = "ur"
  case vietnamese = "vi"
  case welsh = "cy"
  case yiddish = "yi"
  /// A script that no language of this list is written in, or no letters at all.
  case undetermined = "und"

  /// The position in `allCases`.
  var index: Int { Self.indexes[self] ?? 0 }

  private static let indexes = [Language: Int](
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

/// A set of languages.
struct LanguageSet: OptionSet {
  let rawValue: UInt64

  /// Every language.
  static let all = Self(rawValue: .max)

  init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The set of one language.
  init(_ language: Language) { self.init(rawValue: 1 << UInt64(language.index)) }
}
