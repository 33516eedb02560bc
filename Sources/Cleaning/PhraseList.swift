import DocumentTerms

/// Words and phrases of English that say when or how much, and not what a text is about.
///
/// The seed of this project leaves them out of its topics; a plain stop-word list does not have them,
/// and cannot have phrases. They lie in `Resources/phrases-NAME.txt`, one a line.
public enum PhraseList: String, CaseIterable, Sendable {
  /// `yesterday`, `last week`, `once in a while`.
  case timeAdverbs = "time-adverbs"
  /// `several`, `a lot of`, `plenty of`.
  case quantifiers

  /// The phrases, each as the tokenizer splits it.
  var phrases: [[String]] {
    let list =
      switch self {
      case .timeAdverbs: PackageResources.phrases_time_adverbs_txt
      case .quantifiers: PackageResources.phrases_quantifiers_txt
      }
    let tokenizer = Tokenizer()
    return String(decoding: list, as: UTF8.self).split(separator: "\n")
      .map { tokenizer.words(in: String($0)) }
  }
}

/// Leaves phrases out of documents whose words are numbers of one vocabulary.
struct PhraseRemover {
  /// The phrases by their first word, the longest first.
  private var phrases: [Int32: [[Int32]]] = [:]

  /// Whether there is nothing to remove.
  var isEmpty: Bool { phrases.isEmpty }

  /// Creates a remover of the phrases of some lists, whose words become part of `vocabulary`.
  init(_ lists: some Sequence<PhraseList>, vocabulary: inout TermIndex) {
    for phrase in lists.flatMap(\.phrases) {
      let numbers = phrase.map { vocabulary.number(of: Array($0.utf8).span) }
      guard let first = numbers.first else { continue }
      phrases[first, default: []].append(numbers)
    }
    for first in phrases.keys { phrases[first]?.sort { $0.count > $1.count } }
  }

  /// `words` without the phrases; where several start at a word, the longest goes.
  func removed(from words: [Int32]) -> [Int32] {
    var rest = [Int32]()
    rest.reserveCapacity(words.count)
    var index = 0
    while index < words.count {
      let phrase = phrases[words[index]]?.first { words[index...].starts(with: $0) }
      if phrase == nil { rest.append(words[index]) }
      index += phrase?.count ?? 1
    }
    return rest
  }
}
