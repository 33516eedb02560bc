import Artifacts
import DocumentTerms

/// What decides which links are kept.
///
/// A link says something about a document if some others have it and not all: targets that are on the
/// list of ``dropped``, that more than ``maximumShare`` of the documents link to, or that are counted
/// less than ``minimumCount`` times are left out. W. Koehrsen's embeddings of books (2018) rest on two
/// such filters, `spellings` with a minimum of 4 and `occurrences` with a minimum of 5, both in lower
/// case.
public struct LinkFilter: Sendable {
  /// What is counted of a target.
  public enum Counting: String, CaseIterable, Sendable {
    /// The documents that link to it.
    case documents
    /// Likewise, but a document counts once for each spelling that it uses.
    case spellings
    /// Every link to it.
    case occurrences
  }

  /// How targets are spelled.
  public var spelling = LinkSpelling.title
  /// What is counted.
  public var counting = Counting.documents
  /// The least count of a target.
  public var minimumCount = 1
  /// The largest share of the documents that may link to a target.
  public var maximumShare = 1.0
  /// Targets that say nothing about a document, in lower case.
  public var dropped = Self.uninformative
  /// Other names of pages, as redirects are, with the title that stands for them; both spelled.
  public var aliases: [String: String] = [:]
  /// Whether a document has a target as often as it links to it.
  public var keepsRepeats = false

  /// Creates a filter that leaves out the uninformative alone.
  public init() {}

  /// The targets that say nothing about an article: the bindings of books, identifiers, the wiki's own
  /// projects.
  public static let uninformative = Set(
    String(decoding: PackageResources.uninformative_links_txt, as: UTF8.self)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init))

  /// The targets of one page as they are written out: spelled, distinct, in bytewise order.
  public func targets(_ targets: some Sequence<String>) -> [String] {
    Set(targets.map(spelled)).subtracting([""]).sorted(by: precedesBytewise)
  }

  /// A target as it is counted and written out; empty for a link within its page.
  func spelled(_ target: String) -> String {
    let name = spelling(target)
    return aliases[name] ?? name
  }

  /// Why a target is left out; nil if it is kept.
  func reason(
    against target: String, count: Int, share: Double
  ) -> LinkSelection.Reason? {
    if dropped.contains(target.lowercased()) { return .uninformative }
    if share > maximumShare { return .frequent }
    return count < minimumCount ? .rare : nil
  }
}

/// The links that a filter keeps of some documents.
public struct LinkSelection: Sendable {
  /// Why a target is left out.
  public enum Reason: String, Sendable {
    /// It is on the list of targets that say nothing.
    case uninformative
    /// Too many documents link to it.
    case frequent
    /// Too few do.
    case rare
  }

  /// A target that is left out.
  public struct Reject: Sendable, Equatable {
    /// The target as it is spelled.
    public var target: String
    /// Why it is left out.
    public var reason: Reason
    /// How often it was counted.
    public var count: Int
  }

  /// What is left out, in bytewise order of the targets.
  public private(set) var rejects: [Reject] = []
  /// The number of different targets that are kept.
  public private(set) var targetCount = 0

  private let keepsRepeats: Bool
  private var index: LinkIndex
  /// The place of each kept target in bytewise order, or -1.
  private var ranks: [Int32]

  /// Chooses among the links of documents.
  ///
  /// - Parameters:
  ///   - documents: The number of documents.
  ///   - filter: What decides.
  ///   - targets: The targets of a document as they are written.
  /// - Complexity: O(*n* log *n*) in the links; memory for the distinct targets and four bytes a link.
  public init(
    documents: Int, _ filter: LinkFilter, targets: (Int) -> [String]
  ) {
    var index = LinkIndex(filter)
    for document in 0..<documents { index.append(targets(document)) }
    self.index = index
    keepsRepeats = filter.keepsRepeats
    ranks = [Int32](repeating: -1, count: index.targets.count)
    let counts = index.counts(filter.counting)
    let shares = filter.counting == .documents ? counts : index.counts(.documents)
    for number in index.targets.bytewiseOrder() {
      let target = index.targets[number]
      let count = counts[Int(number)]
      let share = Double(shares[Int(number)]) / Double(documents)
      if let reason = filter.reason(against: target, count: count, share: share) {
        rejects.append(Reject(target: target, reason: reason, count: count))
      } else {
        ranks[Int(number)] = Int32(targetCount)
        targetCount += 1
      }
    }
  }

  /// The targets of a document that are kept, in bytewise order.
  public func targets(_ document: Int) -> [String] {
    let (all, ranks) = (index.numbers(document), ranks)
    if all.isEmpty { return [] }
    let numbers = all.filter { ranks[Int($0)] >= 0 }
    let sorted = (keepsRepeats ? numbers : Array(Set(numbers)))
      .sorted { ranks[Int($0)] < ranks[Int($1)] }
    return sorted.map { index.targets[$0] }
  }
}
