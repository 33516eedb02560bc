import Foundation
import Glibc
import Synchronization

/// A server of raw bytes on this machine, as broken as a test wants it. Its log is the truth about
/// who asked for what, and when.
final class FaultServer: Sendable {
  /// A request that came.
  struct Visit: Sendable {
    var method: String
    var path: String
    /// The headers, their names in lower case.
    var headers: [String: String]
    var start: ContinuousClock.Instant
    /// The same in milliseconds since 1970.
    var time: Int
    /// When the answer was sent; nil while it is.
    var end: ContinuousClock.Instant?
    /// The number of the connection, from 0.
    var connection: Int
  }

  /// A part of an answer.
  enum Part: Sendable {
    case bytes([UInt8])
    /// The same bytes again and again.
    case repeated([UInt8], Int)
    case pause(Double)
    /// A byte at a time.
    case drip([UInt8], every: Double)
    /// The connection breaks with a reset.
    case reset
    case close
  }

  typealias Answer = [Part]

  private let log = Mutex<[Visit]>([])
  private let connections = Mutex<(count: Int, isStopped: Bool)>((0, false))
  private let listener: Int32
  private let answer: @Sendable (Visit) -> Answer
  /// The port on 127.0.0.1.
  let port: Int

  /// Starts to listen.
  init(_ answer: @escaping @Sendable (Visit) -> Answer) throws {
    signal(SIGPIPE, SIG_IGN)
    self.answer = answer
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (listener, length) = (listener, size)
    let code = unsafe withUnsafeMutablePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(listener, $0, length) == 0 && listen(listener, 256) == 0
          && getsockname(listener, $0, &size) == 0
      }
    }
    guard code else { throw CocoaError(.fileReadUnknown) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in accept() }
  }

  var host: String { "127.0.0.1:\(port)" }
  var visits: [Visit] { log.withLock { $0 } }
  var paths: [String] { visits.map(\.path) }
  /// The number of connections that were made.
  var connectionCount: Int { connections.withLock { $0.count } }

  func url(_ path: String) -> String { "http://\(host)\(path)" }

  /// The visits of a path.
  func visits(of path: String) -> [Visit] { visits.filter { $0.path == path } }

  func stop() {
    // The listener is closed by the thread that uses it, so that its number is not another's by then.
    connections.withLock { $0.isStopped = true }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func accept() {
    defer { close(listener) }
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      if connection < 0 { return }
      let number = connections.withLock { state -> Int? in
        state.count += 1
        return state.isStopped ? nil : state.count - 1
      }
      guard let number else {
        close(connection)
        return
      }
      Thread.detachNewThread { [self] in
        serve(connection, number)
        close(connection)
      }
    }
  }

  private func serve(_ connection: Int32, _ number: Int) {
    var timeout = timeval(tv_sec: 20, tv_usec: 0)
    unsafe setsockopt(
      connection, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var one: Int32 = 1
    unsafe setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
    while let head = readHead(connection) {
      let visit = visit(head, number)
      let index = log.withLock { log in
        log.append(visit)
        return log.count - 1
      }
      let isOpen = send(answer(visit), to: connection)
      log.withLock { $0[index].end = .now }
      if !isOpen { return }
    }
  }

  private func visit(_ head: String, _ number: Int) -> Visit {
    let lines = head.components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ").map(String.init)
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] =
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return Visit(
      method: words.first ?? "", path: words.count > 1 ? words[1] : "", headers: headers,
      start: .now, time: Int(Date().timeIntervalSince1970 * 1000), connection: number)
  }

  private func readHead(_ connection: Int32) -> String? {
    var head: [UInt8] = []
    var byte: UInt8 = 0
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      guard unsafe recv(connection, &byte, 1, 0) == 1, head.count < 1 << 16 else { return nil }
      head.append(byte)
    }
    return String(decoding: head, as: UTF8.self)
  }

  /// Sends an answer; false if the connection is to end.
  private func send(_ parts: Answer, to connection: Int32) -> Bool {
    for part in parts {
      switch part {
      case .bytes(let bytes): if !send(bytes, to: connection) { return false }
      case .repeated(let bytes, let count):
        for _ in 0..<count where !send(bytes, to: connection) { return false }
      case .pause(let seconds): Thread.sleep(forTimeInterval: seconds)
      case .drip(let bytes, let every):
        for byte in bytes {
          if !send([byte], to: connection) { return false }
          Thread.sleep(forTimeInterval: every)
          if connections.withLock({ $0.isStopped }) { return false }
        }
      case .reset:
        var linger = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(
          connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
        return false
      case .close: return false
      }
    }
    return true
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

/// The bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// A proper answer.
func answer(
  _ status: Int = 200, _ headers: [String] = [], _ body: [UInt8] = []
) -> FaultServer.Answer {
  let length = status == 304 ? [] : ["Content-Length: \(body.count)"]
  let lines = ["HTTP/1.1 \(status) X"] + length + headers + ["", ""]
  return [.bytes(bytes(lines.joined(separator: "\r\n")) + body)]
}

/// A page with a text.
func page(_ text: String = "x", _ headers: [String] = []) -> FaultServer.Answer {
  answer(
    200, ["Content-Type: text/html; charset=utf-8"] + headers, bytes("<html>\(text)</html>"))
}

/// An answer without any check: the lines of a head, and a body.
func raw(_ head: [String], _ body: [UInt8] = []) -> FaultServer.Answer {
  [.bytes(bytes((head + ["", ""]).joined(separator: "\r\n")) + body), .close]
}
