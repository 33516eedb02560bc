import Artifacts
import Foundation
import Glibc
import ModelHub
import Testing
import TestSupport

/// A hub of OpenSSL's on this machine, with a certificate of its own making for `localhost`. Each file
/// of a folder is a whole answer.
private final class TLSHub: Sendable {
  static let program = "/usr/bin/openssl"
  let folder: TemporaryFolder
  let port: Int
  private let process: Process

  init() throws {
    folder = try TemporaryFolder()
    let made = try Command.run(
      Self.program,
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-days", "2", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost", "-keyout", folder.file("key.pem"), "-out",
        folder.file("certificate.pem"),
      ])
    guard made.status == 0 else { throw CocoaError(.fileReadUnknown) }
    // A port that was free a moment ago.
    let server = try WireServer { _ in WireServer.Answer() }
    port = server.port
    server.stop()
    process = Process()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.arguments = [
      "s_server", "-accept", "127.0.0.1:\(port)", "-cert", "certificate.pem", "-key", "key.pem",
      "-HTTP", "-quiet",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<200 where !isListening { Thread.sleep(forTimeInterval: 0.02) }
  }

  deinit { process.terminate() }

  /// Whether the port is bound, as the kernel lists it.
  private var isListening: Bool {
    let table = (try? String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)) ?? ""
    let digits = String(port, radix: 16, uppercase: true)
    let padding = String(repeating: "0", count: 4 - digits.count)
    return table.contains(":\(padding)\(digits) 00000000:0000 0A")
  }

  /// The file of the certificate.
  var certificate: String { folder.file("certificate.pem") }

  /// Puts an answer to the request for a path.
  func put(_ path: String, _ head: String, _ body: [UInt8] = []) throws {
    try folder.write(Data("HTTP/1.0 \(head)\r\n\r\n".utf8) + Data(body), to: path)
  }

  /// Puts the model `owner/tiny`, of which the weights are what `weights` answers.
  func putModel() throws {
    let commit = String(repeating: "a", count: 40)
    let files: [(name: String, bytes: [UInt8])] = [
      ("config.json", [1, 2]), ("model.safetensors", [3, 4, 5]),
    ]
    let entries = files.map { FakeHub.entry($0.name, $0.bytes, isLarge: false) }
    let listing = #"{"sha": "\#(commit)", "siblings": [\#(entries.joined(separator: ","))]}"#
    try put("api/models/owner/tiny/revision/main?blobs=true", "200 OK", Array(listing.utf8))
    for file in files { try put("owner/tiny/resolve/\(commit)/\(file.name)", "200 OK", file.bytes) }
  }

  /// Fetches the model from `host`, and returns the error or nil.
  func fetchError(host: String, authorities: String) throws -> FileError? {
    let environment = [
      "HF_ENDPOINT": "https://\(host):\(port)", "HF_TOKEN": "hf_secret",
      "SSL_CERT_FILE": authorities,
    ]
    var settings = try HubSettings(environment: environment, version: "0")
    (settings.proxy, settings.firstPause) = ("", 0.01)
    let fetch = ModelFetch(
      try ModelName("owner/tiny"), from: HubClient(settings),
      to: ModelCache(path: folder.file("models")))
    return fileError { _ = try fetch.run() }
  }
}

@Suite(
  .enabled(if: FileManager.default.fileExists(atPath: TLSHub.program), "needs the openssl program"))
struct CertificateTests {
  @Test func `a proper certificate is accepted`() async throws {
    let hub = try TLSHub()
    try hub.putModel()
    #expect(try hub.fetchError(host: "localhost", authorities: hub.certificate) == nil)
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: hub.folder.file("models/owner--tiny/config.json")))
        == Data([1, 2]))
  }

  @Test(arguments: [("localhost", false), ("127.0.0.1", true)])
  func `a certificate of nobody or of another name is refused`(
    host: String, isTrusted: Bool
  ) async throws {
    let hub = try TLSHub()
    try hub.putModel()
    let error = try hub.fetchError(host: host, authorities: isTrusted ? hub.certificate : "")
    #expect(error?.kind == .missing)
    #expect(error?.problem.hasPrefix("the certificate of the hub is not trusted: ") == true)
  }

  @Test func `a file of authorities that is not there is named`() async throws {
    let hub = try TLSHub()
    let error = try hub.fetchError(host: "localhost", authorities: "/nowhere.pem")
    #expect(error?.problem.contains("(curl 77)") == true)
    #expect(error?.remedy.contains("SSL_CERT_FILE") == true)
  }

  @Test func `a way from https to http is refused`() async throws {
    let hub = try TLSHub()
    let other = try WireServer { _ in WireServer.Answer() }
    try hub.put(
      "api/models/owner/tiny/revision/main?blobs=true", "302 Found\r\nLocation: \(other.url)/x")
    let error = try hub.fetchError(host: "localhost", authorities: hub.certificate)
    #expect(error?.problem == "leads to an address that is not https")
    #expect(other.requests.isEmpty)
    other.stop()
  }
}
