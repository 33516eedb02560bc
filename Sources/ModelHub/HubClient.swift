import Artifacts
import CLibcurl
import Foundation

/// Speaks with a hub of models, as that of Hugging Face or a mirror of it.
public final class HubClient {
  let settings: HubSettings
  private let connection: HubConnection

  private static let mostRedirects = 5

  /// Creates a client; nothing is asked yet.
  public init(_ settings: HubSettings) {
    self.settings = settings
    connection = HubConnection(settings)
  }

  /// The bytes of the files that are fetched of the newest revision of a model.
  ///
  /// - Throws: ``FileError`` if there is no such model, or if the hub cannot be reached.
  public func size(of model: ModelName) throws(FileError) -> Int {
    try listing(of: model, revision: "main").files.reduce(0) { $0 + $1.size }
  }

  /// What the hub says about a revision of a model.
  ///
  /// - Throws: ``FileError`` if there is no such model or revision, if the hub cannot be reached, or if
  ///   its answer cannot be used.
  func listing(of model: ModelName, revision: String) throws(FileError) -> ModelListing {
    let place = "\(settings.endpoint)/\(model.repository)"
    let url =
      "\(settings.endpoint)/api/models/\(model.repository)/revision/\(escaped(revision))?blobs=true"
    var patience = Patience(settings)
    while true {
      let body = BodyText(place)
      let answer = try get(url, headers: ["Accept: application/json"], body)
      if let fault = answer.fault { throw fault }
      if answer.isComplete { return try ModelListing(body.bytes, of: place) }
      guard answer.isTransient else {
        throw answer.refusal(of: model, revision: revision, settings)
      }
      try patience.pause(after: answer, of: place)
    }
  }

  /// The address of a file at a commit, which never changes its contents.
  func url(of file: HubFile, in model: ModelName, commit: String) -> String {
    let path = file.name.split(separator: "/").map { escaped(String($0)) }.joined(separator: "/")
    return "\(settings.endpoint)/\(model.repository)/resolve/\(commit)/\(path)"
  }

  /// Asks for an address and goes where it leads; the token goes to the hub's own server alone.
  ///
  /// - Throws: ``FileError`` if the way leads on and on, or from https to http.
  func get(
    _ url: String, headers: [String], _ receiver: any BodyReceiver
  ) throws(FileError) -> HubAnswer {
    var target = url
    for _ in 0...Self.mostRedirects {
      let isHub = WebOrigin(target) == settings.origin
      let authorization =
        isHub ? settings.token.map { ["Authorization: Bearer \($0)"] } ?? [] : []
      var answer = connection.get(target, headers: headers + authorization, receiver)
      guard let next = answer.redirect else {
        answer.isElsewhere = !isHub
        return answer
      }
      try requireAllowed(next, from: url)
      target = next
    }
    throw FileError(
      .malformed, url, "leads on more than \(Self.mostRedirects) times",
      remedy: "check HF_ENDPOINT")
  }

  /// Refuses an address that a redirect may not lead to.
  private func requireAllowed(_ target: String, from url: String) throws(FileError) {
    let schemes = settings.origin.scheme == "http" ? ["http", "https"] : ["https"]
    guard let origin = WebOrigin(target), schemes.contains(origin.scheme) else {
      throw FileError(
        .malformed, url, "leads to an address that is not https",
        remedy: "check HF_ENDPOINT and the proxy")
    }
  }

  /// A text as a part of the path of an address (RFC 3986 § 2.3).
  private func escaped(_ text: String) -> String {
    let plain = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? text
  }
}
