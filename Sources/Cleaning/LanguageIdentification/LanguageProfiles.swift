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

  /// Reads `language-profiles.txt`: comments, and for each script a line `latin:` with the codes of its
  /// languages and then a line for each run of letters.
  ///
  /// - Complexity: O(*n*) in the bytes of the file, some milliseconds.
  private init() {
    let bytes = unsafe UnsafeBufferPointer(
      start: languageProfiles(), count: languageProfilesLength())
    let lines = unsafe String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
    latin = Self.section("latin", of: lines)
    cyrillic = Self.section("cyrillic", of: lines)
    arabic = Self.section("arabic", of: lines)
  }

  private static func section(_ name: String, of lines: [Substring]) -> LetterProfile {
    let header = lines.firstIndex { $0.hasPrefix("\(name):\t") } ?? lines.endIndex
    let rest = lines[header...].dropFirst()
    let end = rest.firstIndex { $0.contains(":\t") } ?? rest.endIndex
    let codes = lines[header].split(separator: "\t").last?.split(separator: " ") ?? []
    return LetterProfile(
      languages: codes.compactMap { Language(rawValue: String($0)) }, lines: rest[..<end])
  }
}
