/// A language, as its ISO 639-1 code.
public enum Language: String, CaseIterable, Hashable, Sendable {
  case english = "en"
  case german = "de"
  case french = "fr"
  case spanish = "es"
  case portuguese = "pt"
  case italian = "it"
  case vietnamese = "vi"
  case korean = "ko"
  case japanese = "ja"
  case chinese = "zh"
  case russian = "ru"
  case arabic = "ar"
  case thai = "th"
  case greek = "el"
  case hebrew = "he"
  /// A script that no language of this list is written in, or no letters at all.
  case undetermined = "und"

  /// The position in `allCases`.
  var index: Int {
    switch self {
    case .english: 0
    case .german: 1
    case .french: 2
    case .spanish: 3
    case .portuguese: 4
    case .italian: 5
    case .vietnamese: 6
    case .korean: 7
    case .japanese: 8
    case .chinese: 9
    case .russian: 10
    case .arabic: 11
    case .thai: 12
    case .greek: 13
    case .hebrew: 14
    case .undetermined: 15
    }
  }
}
