import CStemmer

/// What becomes of the endings of words.
public enum Stemming: String, CaseIterable, Sendable {
  /// The stemmers of the Snowball project, for the languages that have one.
  case snowball
  /// Words stay as they are.
  case none
}

/// Cuts the endings of words, so that `running` and `runs` count as one token.
///
///     Stemmer(.english)?.stem("motivation")  // "motiv"
///
/// The algorithms are Snowball's, the English one being Porter2 (Porter 1980,
/// doi:10.1108/eb046814, and its revision). A stem need not be a word.
@safe
public final class Stemmer {
  private let stemmer: OpaquePointer

  /// Creates the stemmer of a language; nil for languages that have none here, such as Vietnamese,
  /// which has no endings, and Korean, whose
  /// particles ``KoreanParticles`` cuts off.
  public init?(_ language: Language) {
    guard let name = Self.algorithms[language],
      let stemmer = unsafe sb_stemmer_new(name, "UTF_8")
    else { return nil }
    unsafe self.stemmer = unsafe stemmer
  }

  deinit {
    unsafe sb_stemmer_delete(stemmer)
  }

  /// The stem of a word in lower case.
  public func stem(_ word: String) -> String {
    var bytes = Array(word.utf8)
    stem(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Replaces a word in UTF-8 by its stem.
  func stem(_ word: inout [UInt8]) {
    guard let stem = unsafe sb_stemmer_stem(stemmer, word, Int32(word.count)) else { return }
    let count = unsafe Int(sb_stemmer_length(stemmer))
    guard count > 0 else { return }
    // The next call reuses the memory of this stem.
    unsafe word.replaceSubrange(
      word.indices, with: UnsafeBufferPointer(start: stem, count: count))
  }

  /// All of Snowball's languages; its Norwegian is Bokmål.
  private static let algorithms: [Language: String] = [
    .arabic: "arabic", .armenian: "armenian", .basque: "basque", .catalan: "catalan",
    .danish: "danish", .dutch: "dutch", .english: "english", .finnish: "finnish",
    .french: "french", .german: "german", .greek: "greek", .hindi: "hindi",
    .hungarian: "hungarian", .indonesian: "indonesian", .irish: "irish", .italian: "italian",
    .lithuanian: "lithuanian", .nepali: "nepali", .norwegian: "norwegian",
    .portuguese: "portuguese", .romanian: "romanian", .russian: "russian", .serbian: "serbian",
    .spanish: "spanish", .swedish: "swedish", .tamil: "tamil", .turkish: "turkish",
    .yiddish: "yiddish",
  ]
}
