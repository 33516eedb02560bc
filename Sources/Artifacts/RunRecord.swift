import Foundation
import LinearAlgebra

/// What a run read, did and wrote: the `run.json` of a stage folder.
///
/// Everything but ``run`` is the same for the same input, options and seed.
public struct RunRecord: Codable, Sendable {
  /// The rows of a run. None disappears: rows in = rows out + rejected + merged.
  public struct Rows: Codable, Equatable, Sendable {
    /// The rows that came in.
    public var input: Int
    /// The rows that went out.
    public var output: Int
    /// The rows that were left out, each with its reason in `rejects.tsv`.
    public var rejected: Int
    /// The rows that became part of another one, as duplicates or as an author's posts.
    public var merged: Int

    /// Creates the counts of a run.
    public init(input: Int, output: Int, rejected: Int = 0, merged: Int = 0) {
      self.input = input
      self.output = output
      self.rejected = rejected
      self.merged = merged
    }

    enum CodingKeys: String, CodingKey {
      case input = "in"
      case output = "out"
      case rejected, merged
    }
  }

  /// What differs from run to run.
  public struct Run: Codable, Sendable {
    /// When the run ended, in UTC.
    public var finished: String
    /// The wall time in seconds.
    public var seconds: Double
    /// The largest resident memory in bytes.
    public var peakMemory: Int
    /// The number of threads.
    public var threads: Int

    enum CodingKeys: String, CodingKey {
      case finished, seconds, threads
      case peakMemory = "peak_memory"
    }
  }

  /// The name of the stage.
  public var stage: String
  /// The version of the program.
  public var version: String
  /// The options in effect, those with their default value too.
  public var options: [String: String]
  /// The SHA-256 of each input file, taken before it was read.
  public private(set) var inputs: [String: String] = [:]
  /// The SHA-256 of each output file.
  public private(set) var outputs: [String: String] = [:]
  /// The number of rows that came in, went out, were rejected and were merged.
  public var rows = Rows(input: 0, output: 0)
  /// The quality measures of the result.
  public var quality: [String: Double] = [:]
  /// What differs from run to run.
  public private(set) var run = Run(finished: "", seconds: 0, peakMemory: 0, threads: 1)

  /// Creates the record of a run that begins.
  public init(stage: String, version: String, options: [String: String]) {
    self.stage = stage
    self.version = version
    self.options = options
  }

  /// Notes an input file with its SHA-256.
  public mutating func addInput(_ path: String, digest: String) { inputs[path] = digest }

  /// Notes an output file whose SHA-256 is known; that of all others is found by
  /// ``write(into:seconds:threads:)``.
  public mutating func addOutput(_ name: String, digest: String) { outputs[name] = digest }

  /// Notes many input files as one entry: the SHA-256 of the list of their names and SHA-256s.
  ///
  /// - Throws: ``FileError`` if one of the files cannot be read.
  public mutating func addInputs(_ paths: [String], as name: String) throws(FileError) {
    var files: [(path: String, digest: String)] = []
    for path in paths { files.append((path, try fileDigest(path))) }
    addInputs(files, as: name)
  }

  /// Notes many input files whose SHA-256s are known as one entry.
  public mutating func addInputs(_ files: [(path: String, digest: String)], as name: String) {
    let sorted = files.sorted { precedesBytewise($0.path, $1.path) }
    inputs[name] = textDigest(sorted.map { "\($0.digest)  \($0.path)\n" }.joined())
  }

  /// Completes the record and writes it as the folder's `run.json`.
  ///
  /// - Precondition: Rows in = rows out + rejected + merged.
  /// - Throws: ``FileError`` if an output cannot be read or the record not be written.
  public mutating func write(
    into folder: borrowing StageFolder, seconds: Double, threads: Int
  ) throws(FileError) {
    precondition(
      rows.input == rows.output + rows.rejected + rows.merged,
      "\(rows.input) rows came in, but \(rows.output) + \(rows.rejected) + \(rows.merged) left")
    for (name, digest) in try folder.digests(except: outputs, threads: threads) {
      outputs[name] = digest
    }
    run = Run(
      finished: Date().formatted(.iso8601), seconds: (seconds * 1000).rounded() / 1000,
      peakMemory: peakMemory(), threads: threads)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(self) else {
      preconditionFailure("a quality number of \(stage) is not finite: \(quality)")
    }
    var file = try OutputFile(path: folder.file("run.json"))
    try file.write(String(decoding: json, as: UTF8.self) + "\n")
    try file.commit()
  }

  /// Reads the `run.json` at `path`.
  ///
  /// - Throws: ``FileError`` if it is missing or malformed.
  public static func read(_ path: String) throws(FileError) -> RunRecord {
    let file = try MappedFile(path)
    let data = unsafe file.bytes.withUnsafeBytes { unsafe Data($0) }
    guard let record = try? JSONDecoder().decode(RunRecord.self, from: data) else {
      throw FileError(.malformed, path, "is not a run record", remedy: "run the stage again")
    }
    return record
  }
}

extension StageFolder {
  /// The SHA-256 of each file but those that are known, found for several at a time.
  ///
  /// - Throws: ``FileError`` if a file cannot be read.
  fileprivate borrowing func digests(
    except known: [String: String], threads: Int
  ) throws(FileError) -> [(name: String, digest: String)] {
    // A cache is no result: it spares work, and may be lost.
    let names = names.filter { !$0.hasSuffix(".cache") && known[$0] == nil }
    var paths: [String] = []
    for name in names { paths.append(try file(name)) }
    let digests = parallelMap(count: paths.count, chunk: 1, threads: threads) { [paths] range in
      Result { () throws(FileError) in try fileDigest(paths[range.lowerBound]) }
    }
    var result: [(name: String, digest: String)] = []
    for (name, digest) in zip(names, digests) { result.append((name, try digest.get())) }
    return result
  }
}
