import CLanguageDetector

/// The letter profiles of the scripts that several languages of ``Language`` share.
struct LanguageProfiles: Sendable {
  /// The profiles that come with the program.
  static let standard = LanguageProfiles()

  /// Of languages in Latin letters.
  let latin: LetterProfile
  /// Of languages in Cyrillic letters.
  let cyrillic: LetterProfile
  /// Of languages in Arabic letters.
  let arabic: LetterProfile

  /// The profile of a script, if its languages are told apart by one.
  subscript(script: Script) -> LetterProfile? {
    switch script {
    case .latin: latin
    case .cyrillic: cyrillic
    case .arabic: arabic
    default: nil
    }
  }

  /// Reads `language-profiles.txt`: comments, and for each script a line `latin:`, a tab and the codes
  /// of its languages, and then a line for each run of letters, a tab and a digit for each language.
  ///
  /// - Complexity: O(*n*) in the bytes of the file, some milliseconds.
  private init() {
    let bytes = unsafe [UInt8](
      UnsafeBufferPointer(start: languageProfiles(), count: languageProfilesLength()))
    var profiles: [String: LetterProfile] = [:]
    var (script, languages) = ("", [Language]())
    var (runs, behind) = ([[UInt8]](), [UInt8]())
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { continue }
      if line[tab - 1] == UInt8(ascii: ":") {
        profiles[script] = LetterProfile(languages: languages, runs: runs, behind: behind)
        script = String(decoding: line[..<(tab - 1)], as: UTF8.self)
        languages = Self.languages(line[(tab + 1)...])
        (runs, behind) = ([], [])
      } else {
        runs.append(Array(line[..<tab]))
        for digit in line[(tab + 1)...] { behind.append(digit - UInt8(ascii: "0")) }
      }
    }
    profiles[script] = LetterProfile(languages: languages, runs: runs, behind: behind)
    let none = LetterProfile(languages: [], runs: [], behind: [])
    latin = profiles["latin"] ?? none
    cyrillic = profiles["cyrillic"] ?? none
    arabic = profiles["arabic"] ?? none
  }

  /// The languages whose codes, separated by blanks, are the UTF-8 `codes`.
  private static func languages(_ codes: ArraySlice<UInt8>) -> [Language] {
    codes.split(separator: UInt8(ascii: " ")).compactMap {
      Language(rawValue: String(decoding: $0, as: UTF8.self))
    }
  }
}
