import Artifacts
import Foundation

/// What happened in a run, an object of JSON a line, in the folder of the store.
///
///     {"event":"request","fields":{"attempt":1,"curl":0,"decision":"ok",…},"time":"2026-11-21T06:49:09.123Z"}
///     {"event":"fetched","fields":{"url":"https://en.wikipedia.org/wiki/Emma"},"time":…}
///     {"event":"end","fields":{"fetched":1,…,"peak_memory":20480000},"time":…}
///
/// A line is in the file when the call returns, so that the log of a run that was killed tells how far it
/// came. Bodies, cookies and the queries of Meta's addresses are never written. Where an answer was kept
/// is in the index of its WARC file, under its address and the `ts` of the request.
public struct FetchLog {
  private let file: FileHandle
  private let path: String
  private let encoder = JSONEncoder()

  /// Opens the log of a run, which only its owner may read, and goes on behind what is in it.
  ///
  /// - Throws: ``FileError`` if it cannot be made.
  public init(path: String) throws(FileError) {
    let manager = FileManager.default
    let rights: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
    guard
      manager.fileExists(atPath: path)
        || manager.createFile(atPath: path, contents: nil, attributes: rights),
      let file = FileHandle(forWritingAtPath: path)
    else { throw FileError(.cannotCreate, path, "cannot be made", remedy: "check its folder") }
    self.file = file
    self.path = path
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      try file.seekToEnd()
    } catch {
      throw Self.failure(error, path)
    }
  }

  /// Writes an event.
  ///
  /// - Throws: ``FileError`` if the disk fails.
  public func add(_ event: FetchEvent) throws(FileError) { try write(event.name, event) }

  /// Writes how the run ended.
  ///
  /// - Parameters:
  ///   - summary: The counts.
  ///   - deferral: Why the run ended before its work; nil if it did not.
  /// - Throws: ``FileError`` if the disk fails.
  public func finish(_ summary: FetchSummary, deferral: String?) throws(FileError) {
    try write(
      "end",
      End(
        fetched: summary.fetched, unchanged: summary.unchanged, rejected: summary.rejected,
        requests: summary.requests, bytes: summary.bytes, deferral: deferral,
        peakMemory: peakMemory()))
  }

  private struct Line<Fields: Encodable>: Encodable {
    var event: String
    var fields: Fields
    var time: String
  }

  private struct End: Encodable {
    var fetched, unchanged, rejected, requests, bytes: Int
    var deferral: String?
    /// In bytes.
    var peakMemory: Int

    enum CodingKeys: String, CodingKey {
      case fetched, unchanged, rejected, requests, bytes, deferral
      case peakMemory = "peak_memory"
    }
  }

  private func write(_ event: String, _ fields: some Encodable) throws(FileError) {
    let time = Timestamp(milliseconds: Int(wallClock() * 1000)).precise
    do {
      let line = try encoder.encode(Line(event: event, fields: fields, time: time))
      try file.write(contentsOf: line + Data("\n".utf8))
    } catch {
      throw Self.failure(error, path)
    }
  }

  private static func failure(_ error: any Error, _ path: String) -> FileError {
    FileError(
      .inputOutput, path, "cannot write: \(error.localizedDescription)",
      remedy: "free some space and run again")
  }
}
