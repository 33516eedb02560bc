import Artifacts

/// The name of a model: a short one of the catalogue, or `owner/repository` of the hub.
public struct ModelName: Hashable, Sendable, CustomStringConvertible {
  /// The short name, or `owner/repository` of a model that has none.
  public let description: String
  /// The repository on the hub, `owner/name`.
  public let repository: String

  /// Reads a name; `owner/repository` of a model in the catalogue is the same as its short name.
  ///
  /// - Throws: ``FileError`` that suggests the name that was meant, if it is neither.
  public init(_ text: String) throws(FileError) {
    if let model = ModelCatalogue.model(text) {
      (description, repository) = (model.name, model.repository)
    } else if Self.isRepository(text) {
      (description, repository) = (text, text)
    } else {
      let names = ModelCatalogue.models.map(\.name)
      let hint = closestMatch(to: text, among: names).map { "did you mean \($0)? " } ?? ""
      throw FileError(
        .configuration, text, "no model is called that",
        remedy: "\(hint)`embed models` lists names; any other is OWNER/REPOSITORY")
    }
  }

  /// The name whose folder is called `folderName`; nil if no model's is.
  init?(folderName: String) {
    let name = folderName.split(separator: "--", omittingEmptySubsequences: false)
    try? self.init(name.joined(separator: "/"))
    guard self.folderName == folderName else { return nil }
  }

  /// What the folder in the cache is called. No repository has two hyphens in a row, so they may
  /// stand for the stroke.
  var folderName: String {
    description.split(separator: "/").joined(separator: "--")
  }

  /// Whether a text is `owner/name` by the rules of the hub, which leave no way out of a folder.
  private static func isRepository(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy(isPart)
  }

  private static func isPart(_ part: Substring) -> Bool {
    let isAllowed = part.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    guard isAllowed, let first = part.first, let last = part.last, part.utf8.count <= 96 else {
      return false
    }
    return ![first, last].contains { $0 == "-" || $0 == "." }
      && !part.contains("--") && !part.contains("..")
  }
}
