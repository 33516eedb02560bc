import Glibc

/// Messages over a socket, each with its length in 4 bytes before it, the lowest first.
struct FrameSocket {
  /// The descriptor of the socket.
  let descriptor: Int32

  /// The longest message: what is taken out of the largest page fits well.
  private static let longest = 1 << 30

  /// Why a message did not come.
  enum Failure: Error { case timedOut, ended }

  /// Sends a message; nil as a deadline waits for ever.
  func send(
    _ message: [UInt8], by deadline: ContinuousClock.Instant? = nil
  ) throws(Failure) {
    let length = UInt32(message.count)
    // In one piece: the length alone would wake the other side, which could only wait again.
    var frame: [UInt8] = []
    frame.reserveCapacity(4 + message.count)
    for byte in 0..<4 { frame.append(UInt8(truncatingIfNeeded: length >> (8 * byte))) }
    frame += message
    try sendAll(frame, deadline)
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
      // A worker that died must not end this process with a signal.
      let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
      let sent = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.send(
          descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset, flags)
      }
      offset += try moved(sent, POLLOUT, deadline)
    }
  }

  private func receiveAll(
    _ count: Int, _ deadline: ContinuousClock.Instant?
  ) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var offset = 0
    while offset < count {
      let received = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe recv(
          descriptor, buffer.baseAddress?.advanced(by: offset), count - offset,
          Int32(MSG_DONTWAIT))
      }
      offset += try moved(received, POLLIN, deadline)
    }
    return bytes
  }

  /// The number of bytes that a call moved. Where none can be moved yet, waits until one can, and returns 0.
  private func moved(
    _ count: Int, _ event: Int32, _ deadline: ContinuousClock.Instant?
  ) throws(Failure) -> Int {
    if count > 0 { return count }
    guard count < 0, errno == EINTR || errno == EAGAIN else { throw .ended }
    try wait(for: event, deadline)
    return 0
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
