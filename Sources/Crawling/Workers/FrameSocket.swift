import Glibc

/// Messages over a socket, each with its length in 4 bytes before it, the lowest first.
struct FrameSocket {
  /// The descriptor of the socket.
  let descriptor: Int32

  /// The longest message: a page of the largest size fits well.
  private static let longest = 1 << 30

  /// Why a message did not come.
  enum Failure: Error { case timedOut, ended }

  /// Sends a message; nil as a deadline waits for ever.
  func send(
    _ message: [UInt8], by deadline: ContinuousClock.Instant? = nil
  ) throws(Failure) {
    let length = UInt32(message.count)
    try sendAll((0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }, deadline)
    try sendAll(message, deadline)
  }

  /// Receives a message.
  func receive(by deadline: ContinuousClock.Instant? = nil) throws(Failure) -> [UInt8] {
    let header = try receiveAll(4, deadline)
    let length = header.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= Self.longest else { throw .ended }
    return try receiveAll(length, deadline)
  }

  private func sendAll(
    _ bytes: [UInt8], _ deadline: ContinuousClock.Instant?
  ) throws(Failure) {
    var offset = 0
    while offset < bytes.count {
      try wait(for: POLLOUT, deadline)
      // A worker that died must not end this process with a signal.
      let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
      let sent = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.send(
          descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset, flags)
      }
      if sent < 0, errno == EINTR || errno == EAGAIN { continue }
      guard sent > 0 else { throw .ended }
      offset += sent
    }
  }

  private func receiveAll(
    _ count: Int, _ deadline: ContinuousClock.Instant?
  ) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var offset = 0
    while offset < count {
      try wait(for: POLLIN, deadline)
      let received = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe recv(
          descriptor, buffer.baseAddress?.advanced(by: offset), count - offset,
          Int32(MSG_DONTWAIT))
      }
      if received < 0, errno == EINTR || errno == EAGAIN { continue }
      guard received > 0 else { throw .ended }
      offset += received
    }
    return bytes
  }

  private func wait(for event: Int32, _ deadline: ContinuousClock.Instant?) throws(Failure) {
    var request = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    while true {
      let left = deadline.map { ContinuousClock.now.duration(to: $0) / .milliseconds(1) }
      if let left, left <= 0 { throw .timedOut }
      let ready = unsafe poll(&request, 1, left.map { Int32(min($0.rounded(.up), 1e6)) } ?? -1)
      if ready > 0 { return }
      guard ready == 0 || errno == EINTR else { throw .ended }
    }
  }
}
