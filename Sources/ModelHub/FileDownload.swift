import Artifacts
import Glibc

/// Fetches one file, from where an earlier attempt or run stopped.
struct FileDownload {
  private let hub: HubClient
  private let model: ModelName
  private let part: PartFile
  private let url: String
  private let commit: String

  /// So much at a time shows that the network works, and failures are counted anew.
  private static let notable = 1 << 20

  init(_ part: PartFile, of model: ModelName, commit: String, from hub: HubClient) {
    self.part = part
    self.model = model
    self.commit = commit
    self.hub = hub
    url = hub.url(of: part.file, in: model, commit: commit)
  }

  /// Completes the part.
  ///
  /// - Parameter progress: Called with the bytes that are there, often.
  /// - Returns: The SHA-256 of the file.
  /// - Throws: ``FileError`` if the file cannot be had, or is not what the hub lists; what came so far is
  ///   kept for the next run unless it is wrong.
  func run(progress: @escaping (Int) -> Void) throws(FileError) -> String {
    var isContinued = part.size > 0
    while true {
      try complete(progress)
      if let digest = try part.finish() { return digest }
      try part.restart()
      // What an earlier run left may have been damaged, so it is done without once.
      guard isContinued else { throw wrongContents("has another digest than the hub lists") }
      isContinued = false
    }
  }

  private func complete(_ progress: @escaping (Int) -> Void) throws(FileError) {
    var patience = Patience(hub.settings)
    var tag: String?
    while part.size < part.file.size {
      let before = part.size
      let receiver = FileReceiver(part, url: url, progress)
      let answer = try hub.get(url, headers: range(from: before, tag), receiver)
      tag = receiver.tag ?? tag
      if let fault = answer.fault {
        if fault.kind == .malformed { try part.restart() }
        throw fault
      }
      if part.size == part.file.size { return }
      if part.size - before >= Self.notable { patience.reset() }
      if answer.head.status == 416, before > 0 {
        // The server's file ends before the part does; the digest will tell which is right.
        try part.restart()
      } else if answer.isTransient {
        try patience.pause(after: answer, of: url)
      } else {
        throw answer.refusal(of: model, revision: commit, hub.settings)
      }
    }
  }

  /// The headers that ask for the rest of the file; for all of it if it has changed since the answer
  /// with the tag (RFC 9110 § 13.1.5).
  private func range(from start: Int, _ tag: String?) -> [String] {
    start == 0 ? [] : ["Range: bytes=\(start)-"] + (tag.map { ["If-Range: \($0)"] } ?? [])
  }

  private func wrongContents(_ problem: String) -> FileError {
    FileError(
      .malformed, url, problem,
      remedy: "nothing of it was kept; run again, and if that does not help, check HF_ENDPOINT and "
        + "the proxy")
  }
}

/// Puts the body of an answer where it belongs in the file.
private final class FileReceiver: BodyReceiver {
  /// The tag of the contents, if the server gave one.
  private(set) var tag: String?
  private let part: PartFile
  private let url: String
  private let progress: (Int) -> Void

  init(_ part: PartFile, url: String, _ progress: @escaping (Int) -> Void) {
    self.part = part
    self.url = url
    self.progress = progress
  }

  func begin(_ head: AnswerHead) throws(FileError) {
    guard let position = head.position else {
      throw wrong("the server does not say which part of the file it sends")
    }
    if let total = position.total, total != part.file.size {
      throw wrong("has \(total) bytes, and the hub lists it with \(part.file.size)")
    }
    tag = head.strongTag
    if position.start == 0, part.size > 0 { try part.restart() }
    guard position.start == part.size else {
      throw wrong("the server sends byte \(position.start) where \(part.size) was asked for")
    }
  }

  func receive(_ bytes: Span<UInt8>) throws(FileError) {
    try part.append(bytes)
    progress(part.size)
  }

  private func wrong(_ problem: String) -> FileError {
    FileError(
      .malformed, url, problem,
      remedy: "run again, and if that does not help, check HF_ENDPOINT and the proxy")
  }
}
