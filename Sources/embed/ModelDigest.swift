import Artifacts
import Foundation
import StageSupport

/// The SHA-256 of the names and contents of the files that a model is made of, which goes into the
/// record of the run.
///
/// - Throws: ``FileError`` if the folder holds no model.
func modelDigest(_ folder: String, _ output: inout StageOutput) throws -> String {
  let kinds: Set = ["json", "txt", "model", "safetensors"]
  let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
  let chosen = bytewiseOrder(names).map { names[$0] }.filter {
    // The record of a run that made the model tells the time of day.
    kinds.contains(URL(fileURLWithPath: $0).pathExtension) && $0 != "run.json"
  }
  guard !chosen.isEmpty else {
    throw FileError(
      .missing, folder, "holds no model", remedy: "give --encoder the folder of a model")
  }
  let lines = try chosen.map { "\(try fileDigest("\(folder)/\($0)"))  \($0)\n" }
  let digest = textDigest(lines.joined())
  output.addInputs([(path: "model", digest: digest)], as: folder)
  return digest
}
