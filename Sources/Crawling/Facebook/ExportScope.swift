/// Which files of Facebook exports are read. Posts always are; comments and messages only when asked.
///
///     let scope = ExportScope(including: [.comments])
///     if scope.admits("messages/inbox/ann_1/message_1.html") { … }  // false
///
/// It is asked before a file is opened: what it leaves out is never read.
public struct ExportScope: Sendable, Hashable {
  /// What is read of an export.
  public let included: Set<ExportMember>

  /// Posts, and what else is asked for.
  public init(including included: Set<ExportMember> = []) {
    self.included = included.union([.posts])
  }

  /// Whether a file may be opened: one that is not of an export may.
  public func admits(_ name: String) -> Bool {
    ExportMember(named: name).map(included.contains) ?? true
  }

  /// What is said of the files that are left out, one reject for each kind of them.
  ///
  /// - Complexity: O(*n* log *n*) in the names.
  public func rejects(for names: some Sequence<String>) -> [Reject] {
    let left = Dictionary(grouping: names) { ExportMember(named: $0) ?? .other }
    return ExportMember.allCases.compactMap { member in
      guard let names = left[member],
        let first = names.min(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
      else { return nil }
      let files = names.count == 1 ? "1 file" : "\(names.count) files"
      return Reject(first, "not-asked", "\(files) of an export \(remedy(member))")
    }
  }

  private func remedy(_ member: ExportMember) -> String {
    switch member {
    case .posts: "of posts"
    case .comments: "with comments, not opened; --include comments reads them"
    case .messages: "with private messages, not opened; --include messages reads them"
    case .other: "that hold no posts, not opened; nothing is lost by leaving them out"
    }
  }
}
