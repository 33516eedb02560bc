import Artifacts

/// Where the hub is and how it is spoken to. The names of the environment are those of the hub's own
/// programs.
public struct HubSettings: Sendable {
  /// The address that all requests begin with, without a stroke at the end: `HF_ENDPOINT`.
  public let endpoint: String
  /// What lets a user read models that not everybody may: `HF_TOKEN`. It goes to the server of
  /// `endpoint` and to no other.
  public let token: String?
  /// The file of the authorities whose certificates are trusted, instead of the system's:
  /// `CURL_CA_BUNDLE` or `SSL_CERT_FILE`.
  public let authorities: String?
  /// How the program names itself.
  public let userAgent: String

  /// The proxy to use; nil for that of the environment, empty for none.
  package var proxy: String?
  /// The seconds in which a connection has to be made.
  package var connectSeconds = 20
  /// The seconds after which a transfer that hardly moves is ended.
  package var slowSeconds = 30
  /// How often in a row nothing may be got before that is an error.
  package var mostFailures = 5
  /// The pause after a failure in seconds; it doubles with each.
  package var firstPause = 1.0
  /// The longest pause in seconds: a server that asks for more is asked again another day.
  package var longestPause = 120.0

  let origin: WebOrigin

  /// The settings that the environment gives.
  ///
  /// - Parameters:
  ///   - environment: The environment of the process.
  ///   - version: The version of the program.
  /// - Throws: ``FileError`` if HF_ENDPOINT is no http or https address, or HF_TOKEN no token.
  public init(environment: [String: String], version: String) throws(FileError) {
    func value(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    var endpoint = value("HF_ENDPOINT") ?? "https://huggingface.co"
    while endpoint.hasSuffix("/") { endpoint.removeLast() }
    guard let origin = WebOrigin(endpoint), ["http", "https"].contains(origin.scheme),
      endpoint.lowercased().hasPrefix(origin.scheme + "://"),
      !endpoint.contains(where: { "?#".contains($0) || $0.isWhitespace })
    else {
      throw FileError(
        .configuration, "HF_ENDPOINT", "'\(endpoint)' is no address of a hub",
        remedy: "give one as https://huggingface.co, or leave it out")
    }
    // A line feed in a token would begin a header of its own.
    let token = value("HF_TOKEN").map { String($0.trimmingPrefix(while: \.isWhitespace)) }
    let isToken = token?.utf8.allSatisfy { (0x21...0x7E).contains($0) } ?? true
    guard isToken else {
      throw FileError(
        .configuration, "HF_TOKEN", "is no token: it has blanks or letters that none has",
        remedy: "copy the token again, without quotes and line feeds")
    }
    self.endpoint = endpoint
    self.origin = origin
    self.token = token
    authorities = value("CURL_CA_BUNDLE") ?? value("SSL_CERT_FILE")
    userAgent = "kindred/\(version)"
  }
}
