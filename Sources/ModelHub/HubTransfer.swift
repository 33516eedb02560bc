import Artifacts

/// One request while libcurl calls back with the parts of its answer.
final class HubTransfer {
  private(set) var head = AnswerHead()
  /// Why this side ended the transfer, if it did.
  private(set) var fault: FileError?
  private let receiver: any BodyReceiver
  private var hasBegun = false
  /// The bytes of a body that nobody wants, such as the page of an error.
  private var unwanted = 0

  private static let mostUnwanted = 1 << 20

  init(_ receiver: any BodyReceiver) { self.receiver = receiver }

  /// Takes a line of the head.
  func receiveHeader(_ line: String) {
    // Trailers after the body say nothing that is needed.
    if !hasBegun { head.append(line) }
  }

  /// Takes a piece of the body; false ends the transfer.
  func receive(_ bytes: Span<UInt8>) -> Bool {
    guard head.isSuccess else {
      unwanted += bytes.count
      return unwanted <= Self.mostUnwanted
    }
    do {
      if !hasBegun {
        hasBegun = true
        try receiver.begin(head)
      }
      try receiver.receive(bytes)
      return true
    } catch {
      fault = error
      return false
    }
  }
}

/// Keeps a body of moderate length in memory.
final class BodyText: BodyReceiver {
  private(set) var bytes: [UInt8] = []
  private let place: String

  private static let longest = 16 << 20

  /// - Parameter place: The address to name in errors.
  init(_ place: String) { self.place = place }

  func begin(_ head: AnswerHead) { bytes = [] }

  func receive(_ bytes: Span<UInt8>) throws(FileError) {
    guard self.bytes.count + bytes.count <= Self.longest else {
      throw FileError(
        .malformed, place, "the answer is longer than \(Self.longest >> 20) MiB",
        remedy: "check HF_ENDPOINT")
    }
    for index in bytes.indices { self.bytes.append(bytes[index]) }
  }
}
