import Foundation
import Glibc
import Synchronization

/// A server on this machine that can break off in the middle of a body. Its log is the truth about
/// who asked for what.
final class WireServer: Sendable {
  /// A request that came.
  struct Request: Sendable {
    var path: String
    /// The headers, their names in lower case.
    var headers: [String: String]

    /// The first byte that is asked for; 0 without a range.
    var start: Int {
      headers["range"].flatMap { $0.wholeMatch(of: /bytes=(\d+)-/) }.flatMap { Int($0.1) } ?? 0
    }
  }

  /// An answer.
  struct Answer: Sendable {
    var status = 200
    var headers: [String] = []
    var body: [UInt8] = []
    /// After how many bytes of the body the connection breaks.
    var cut: Int?
    /// Whether nothing more comes instead, until the client goes.
    var isStalled = false
    /// Whether the body ends with the connection, as the head says no length.
    var isEndless = false
  }

  /// The port on 127.0.0.1.
  let port: Int
  private let listener: Int32
  private let log = Mutex<[Request]>([])
  private let answer: @Sendable (Request) -> Answer

  /// Starts to listen.
  init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
    signal(SIGPIPE, SIG_IGN)
    self.answer = answer
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let length = size
    let isListening = unsafe withUnsafeMutablePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(listener, $0, length) == 0 && listen(listener, 64) == 0
          && getsockname(listener, $0, &size) == 0
      }
    }
    guard isListening else { throw CocoaError(.fileReadUnknown) }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in accept() }
  }

  /// The address of the server.
  var url: String { "http://127.0.0.1:\(port)" }
  /// The requests so far.
  var requests: [Request] { log.withLock { $0 } }

  /// Takes no more connections.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func accept() {
    while case let connection = Glibc.accept(listener, nil, nil), connection >= 0 {
      Thread.detachNewThread { [self] in
        while let request = read(connection), send(answer(request), to: connection) {}
        close(connection)
      }
    }
    close(listener)
  }

  private func read(_ connection: Int32) -> Request? {
    var head: [UInt8] = []
    var byte: UInt8 = 0
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      guard unsafe recv(connection, &byte, 1, 0) == 1, head.count < 1 << 16 else { return nil }
      head.append(byte)
    }
    let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
    let path = lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? ""
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = String(line[colon...].dropFirst(2))
    }
    let request = Request(path: path, headers: headers)
    log.withLock { $0.append(request) }
    return request
  }

  /// Sends an answer; false if the connection is to end.
  private func send(_ answer: Answer, to connection: Int32) -> Bool {
    let end = answer.isEndless ? "Connection: close" : "Content-Length: \(answer.body.count)"
    let lines = ["HTTP/1.1 \(answer.status) X", end] + answer.headers
    let head = Array((lines + ["", ""]).joined(separator: "\r\n").utf8)
    let body = answer.cut.map { Array(answer.body.prefix($0)) } ?? answer.body
    guard send(head + body, to: connection) else { return false }
    var byte: UInt8 = 0
    if answer.isStalled { unsafe recv(connection, &byte, 1, 0) }
    return answer.cut == nil && !answer.isEndless
  }

  private func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.send(
          connection, $0.baseAddress.map { unsafe $0 + sent }, bytes.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      sent += count
    }
    return true
  }
}
