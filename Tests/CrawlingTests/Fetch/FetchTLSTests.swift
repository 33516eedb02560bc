import Crawling
import Foundation
import TestSupport
import Testing

/// Whether a port is bound, as the kernel lists it, for a connection would be a visit.
private func isListening(_ port: Int) -> Bool {
  let table = (try? String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)) ?? ""
  let port = String(port, radix: 16, uppercase: true)
  let address = ":" + String(repeating: "0", count: 4 - port.count) + port + " 00000000:0000 0A"
  return table.contains(address)
}

/// A server of OpenSSL's on this machine, with a certificate of its own making for `localhost`.
private final class TLSServer: Sendable {
  let port: Int
  let certificate: String
  var key: String { folder.file("key.pem") }
  private let process: Process
  private let folder: TemporaryFolder
  static let program = "/usr/bin/openssl"

  init() throws {
    folder = try TemporaryFolder()
    certificate = folder.file("certificate.pem")
    let made = try Command.run(
      Self.program,
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost", "-keyout", folder.file("key.pem"), "-out",
        certificate,
      ])
    guard made.status == 0 else { throw CocoaError(.fileReadUnknown) }
    try folder.write("<html>safe</html>", to: "page.html")
    let server = try FaultServer { _ in [.close] }
    port = server.port
    server.stop()
    process = Process()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.arguments = [
      "s_server", "-accept", "127.0.0.1:\(port)", "-cert", certificate, "-key",
      folder.file("key.pem"), "-WWW", "-quiet",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<200 where !isListening(port) { Thread.sleep(forTimeInterval: 0.05) }
  }

  deinit { process.terminate() }
}

@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: TLSServer.program), "needs the openssl program"))
struct `Certificates` {
  /// The outcome of a page from `host`, with or without trust in the certificate.
  private func verdict(host: String, isTrusted: Bool) async throws -> (code: String, detail: String)
  {
    let server = try TLSServer()
    let url = "https://\(host):\(server.port)/page.html"
    var options = testOptions(["\(host):\(server.port)"])
    options.resolve = ["\(host):\(server.port):127.0.0.1"]
    options.limits.robotsAttempts = 1
    if isTrusted { options.authorities = server.certificate }
    // The server knows files only, so its robots.txt is given.
    var journal = MemoryJournal()
    journal.robots["https://\(host):\(server.port)"] = (404, [], Int(Date().timeIntervalSince1970))
    let run = try await fetch([url], journal: journal, options)
    return withExtendedLifetime(server) { (run.journal.verdict(url), run.journal.detail(url)) }
  }

  @Test func `a certificate that nobody vouches for is rejected`() async throws {
    let (code, detail) = try await verdict(host: "localhost", isTrusted: false)
    #expect(code == "tls-certificate" && detail.contains("(curl 60)"))
  }

  @Test func `a certificate of another name is rejected`() async throws {
    let (code, detail) = try await verdict(host: "other.example", isTrusted: true)
    #expect(code == "tls-certificate" && detail.contains("(curl 60)"))
  }

  @Test func `a proper certificate is accepted`() async throws {
    #expect(try await verdict(host: "localhost", isTrusted: true).code == "fetched")
  }

  @Test func `a site whose robots txt has no proper certificate is left alone`() async throws {
    let server = try TLSServer()
    let url = "https://localhost:\(server.port)/page.html"
    let run = try await fetch([url], testOptions(["localhost:\(server.port)"]))
    #expect(run.journal.verdict(url) == "robots-unreachable" && run.requests.count == 1)
    #expect(run.journal.detail(url).contains("(curl 60)"))
    withExtendedLifetime(server) {}
  }
}

/// A server that speaks HTTP/2 on this machine.
private final class HTTP2Server: Sendable {
  let port: Int
  private let process: Process
  private let folder: TemporaryFolder
  static let program = "/usr/sbin/nginx"

  init(certificateOf other: TLSServer) throws {
    folder = try TemporaryFolder()
    let free = try FaultServer { _ in [.close] }
    port = free.port
    free.stop()
    try folder.write("<html>two</html>", to: "page.html")
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map { "\($0)_temp_path tmp;" }.joined(separator: " ")
    let configuration = try folder.write(
      """
      daemon off; worker_processes 1; pid nginx.pid; error_log error.log; events {}
      http { access_log off; \(temporary) types { text/html html; }
        server { listen 127.0.0.1:\(port) ssl http2; root .;
          ssl_certificate \(other.certificate); ssl_certificate_key \(other.key); } }
      """, to: "nginx.conf")
    process = Process()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = ["-c", configuration, "-p", folder.path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<200 where !isListening(port) { Thread.sleep(forTimeInterval: 0.05) }
  }

  deinit { process.terminate() }
}

@Suite(
  .enabled(if: FileManager.default.fileExists(atPath: HTTP2Server.program), "needs nginx"),
  .enabled(if: FileManager.default.fileExists(atPath: TLSServer.program), "needs openssl"))
struct `HTTP 2` {
  @Test func `a server that speaks HTTP 2 is answered in it`() async throws {
    let tls = try TLSServer()
    let server = try HTTP2Server(certificateOf: tls)
    let host = "localhost:\(server.port)"
    var options = testOptions([host])
    options.authorities = tls.certificate
    options.resolve = ["\(host):127.0.0.1"]
    let urls = ["https://\(host)/page.html", "https://\(host)/none.html"]
    let run = try await fetch(urls, options)
    withExtendedLifetime((tls, server)) {}
    #expect(urls.map(run.journal.verdict) == ["fetched", "http-404"])
    #expect(run.requests.map(\.version) == ["2", "2", "2"])
    #expect(run.requests.map(\.reused) == [false, true, true])
    let record = try #require(run.journal.records(urls[0]).last)
    #expect(String(decoding: record.responseHead, as: UTF8.self).hasPrefix("HTTP/2 200"))
    #expect(record.body == bytes("<html>two</html>"))
  }
}
