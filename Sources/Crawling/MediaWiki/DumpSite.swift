import Foundation

/// What the head of a dump tells of its wiki.
public struct DumpSite: Sendable, Equatable {
  /// The name of its database: `enwiki`.
  public var database = ""
  /// The address of its main page, which tells those of the others.
  public var base = ""
  /// The numbers of its namespaces by their names in lower case. Every wiki knows the English ones.
  public private(set) var namespaces = ["category": 14, "file": 6, "image": 6]

  /// The wiki, if it is one of Wikipedia's.
  var wiki: Wiki? {
    let host = base.split(separator: "/").dropFirst().first ?? ""
    if let wiki = Wiki(host: host) { return wiki }
    guard database.hasSuffix("wiki"), base.isEmpty else { return nil }
    return Wiki(language: String(database.dropLast(4)))
  }

  /// The id of the document of an article: `en:War_and_Peace`.
  func id(of title: String) -> String {
    let prefix = wiki?.language ?? (database.isEmpty ? "wiki" : database)
    return "\(prefix):\(title.replacing(" ", with: "_"))"
  }

  /// Where an article stands; empty if the dump does not tell.
  func address(of title: String) -> String {
    if let wiki { return wiki.address(of: title) }
    guard let slash = base.lastIndex(of: "/") else { return "" }
    let name = title.replacing(" ", with: "_")
      .addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
    return base[...slash] + (name ?? title)
  }

  /// What a link leads to, by the name before the colon of its target.
  enum Place {
    case article, category, file
    /// Another namespace, another wiki, or another language.
    case elsewhere
  }

  /// What the prefix of a link's target, in lower case and without colon, says.
  func place(_ prefix: String) -> Place {
    if let number = namespaces[prefix] {
      return number == 14 ? .category : number == 6 ? .file : number == 0 ? .article : .elsewhere
    }
    return isInOtherNamespace(prefix + ":x") || Self.isLanguage(prefix) ? .elsewhere : .article
  }

  /// Adds the name of a namespace. That of articles has none.
  mutating func add(_ name: String, number: Int) {
    if !name.isEmpty { namespaces[name.lowercased()] = number }
  }

  /// Codes of languages have two or three letters, and no English title begins with one and a colon.
  private static func isLanguage(_ prefix: String) -> Bool {
    (2...3).contains(prefix.utf8.count) && prefix.utf8.allSatisfy { (0x61...0x7A).contains($0) }
  }
}
