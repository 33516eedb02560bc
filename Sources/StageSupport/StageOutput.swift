import ArgumentParser
import Artifacts
import Foundation

/// The output of one run of a stage: its folder, its record and its summary line.
///
///     var output = try StageOutput(self)
///     let vectors = try VectorTable(contentsOf: output.input(self.vectors, "reduce/reduced.npy"))
///     …
///     try output.commit(rows: .init(input: n, output: n), "48 vectors → 8 clusters")
public struct StageOutput: ~Copyable {
  /// The name of the stage.
  public let stage: String
  /// Where messages go.
  public let log: Log
  /// The quality measures of the result, for the run record.
  public var quality: [String: Double] = [:]

  private let common: CommonOptions
  private let folder: StageFolder
  private var record: RunRecord
  private var inputDigests: [(path: String, digest: PendingDigest)] = []
  private var outputDigests: [(name: String, digest: PendingDigest)] = []
  private let start = ContinuousClock.now

  /// Locks the folder of the stage and starts its record.
  ///
  /// - Throws: ``UsageError`` if neither `--output` nor `--flow` says where it is, and ``FileError``
  ///   if another run holds it, it holds files that no stage wrote, or it cannot be made.
  public init(_ command: some StageCommand, stage: String? = nil) throws {
    let stage = stage ?? type(of: command)._commandName
    let common = command.common
    guard let path = common.output ?? common.flow.map({ "\(common.data)/\($0)/out/\(stage)" })
    else {
      throw UsageError("\(stage): give --output FOLDER, or --flow NAME for its folder")
    }
    try Self.requireStageFolder(path)
    let folder = try StageFolder(path: path)
    self.stage = stage
    self.common = common
    self.folder = folder
    log = Log(stage: stage, options: common)
    record = RunRecord(
      stage: stage, version: version, options: EffectiveOptions(of: command).recorded)
  }

  /// Refuses a folder of other files, such as `--output .`: whatever is in it would be replaced.
  private static func requireStageFolder(_ path: String) throws(FileError) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard names.contains("run.json") || names.allSatisfy({ $0.hasPrefix(".") }) else {
      throw FileError(
        .cannotCreate, path, "holds files that no stage wrote, and they would be replaced",
        remedy: "give --output a new folder, or empty this one")
    }
  }

  /// The path of an input: what the option gave, or `standard` in the flow's `out/` folder. Its SHA-256
  /// goes into the record.
  ///
  /// - Throws: ``UsageError`` if neither the option nor `--flow` was given, and ``FileError`` if there
  ///   is no such file.
  public mutating func input(_ given: String?, _ standard: String) throws -> String {
    guard let path = given ?? flowFolder.map({ "\($0)/out/\(standard)" }) else {
      throw UsageError(
        "\(stage): where is \(standard)? Give its option, or --flow NAME; see --help")
    }
    inputDigests.append((path, try PendingDigest(path, threads: common.threads)))
    return path
  }

  /// As ``input(_:_:)``, but nil if no option was given and the flow has no such file.
  public mutating func optionalInput(_ given: String?, _ standard: String) throws -> String? {
    if given == nil {
      guard let path = flowFolder.map({ "\($0)/out/\(standard)" }),
        FileManager.default.fileExists(atPath: path)
      else { return nil }
    }
    return try input(given, standard)
  }

  /// Notes many input files as one entry of the record.
  ///
  /// - Throws: ``FileError`` if one cannot be read.
  public mutating func addInputs(_ paths: [String], as name: String) throws {
    try record.addInputs(paths, as: name)
  }

  /// Notes many input files whose SHA-256s are known as one entry of the record.
  public mutating func addInputs(_ files: [(path: String, digest: String)], as name: String) {
    record.addInputs(files, as: name)
  }

  /// The folder of the flow, if there is one.
  public var flowFolder: String? { common.flow.map { "\(common.data)/\($0)" } }

  /// Where to write the file called `name`.
  ///
  /// - Throws: ``FileError`` if its folder cannot be made.
  public func file(_ name: String) throws -> String { try folder.file(name) }

  /// Says that the file called `name` is written, so that its digest can be found while others are.
  ///
  /// - Throws: ``FileError`` if there is no such file.
  public mutating func finished(_ name: String) throws {
    outputDigests.append((name, try PendingDigest(folder.file(name), threads: common.threads)))
  }

  /// Where the file called `name` of the previous run lies, or nil if there is none.
  public func previous(_ name: String) -> String? { folder.previous(name) }

  /// Writes the run record, makes the files the folder's, and prints the summary line.
  ///
  /// - Precondition: Rows in = rows out + rejected + merged.
  /// - Throws: ``FileError`` if the disk fails; the old files then stay.
  public consuming func commit(rows: RunRecord.Rows, _ summary: String) throws {
    let seconds = try writeRecord(rows)
    let (log, path) = (log, folder.path)
    try folder.commit()
    log.info("\(summary) in \((seconds * 100).rounded() / 100) s (\(path))")
  }

  /// Keeps the result aside as `STAGE.rejected`; the error to throw says why.
  ///
  /// - Throws: ``FileError`` if the disk fails.
  public consuming func reject(
    rows: RunRecord.Rows, because reason: String
  ) throws -> QualityGateError {
    _ = try writeRecord(rows)
    let path = folder.path
    try folder.reject()
    return QualityGateError("\(reason); the result is in \(path).rejected, \(path) stays as it was")
  }

  /// Completes the run record, and returns how many seconds the run took.
  private mutating func writeRecord(_ rows: RunRecord.Rows) throws(FileError) -> Double {
    for input in inputDigests { record.addInput(input.path, digest: try input.digest.value()) }
    for output in outputDigests { record.addOutput(output.name, digest: try output.digest.value()) }
    let seconds = start.duration(to: .now) / .seconds(1)
    record.rows = rows
    record.quality = quality
    try record.write(into: folder, seconds: seconds, threads: common.threads)
    return seconds
  }
}
