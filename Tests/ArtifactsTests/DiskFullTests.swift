import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// A full disk: an error of its own kind, and no file that is not whole.
@Suite struct DiskFullTests {
  /// Calls `body` with the path of a disk of 64 KiB, if this user may mount one.
  private func onSmallDisk(_ body: (String) throws -> Void) throws {
    let folder = try TemporaryFolder()
    let mounted = try Command.run(
      "/bin/mount", ["-t", "tmpfs", "-o", "size=64k", "kindred-test", folder.path])
    guard mounted.status == 0 else {
      print("Not tested: a full disk, because this user may not mount one")
      return
    }
    defer { _ = try? Command.run("/bin/umount", [folder.path]) }
    try body(folder.path)
  }

  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  @Test func `a table does not appear`() throws {
    try onSmallDisk { disk in
      try writeTable("\(disk)/t.tsv", columns: ["id"], [["yesterday"]])
      let records = (0..<40_000).map { [String($0)] }
      let error = fileError { try writeTable("\(disk)/t.tsv", columns: ["id"], records) }
      #expect(error?.kind == .inputOutput)
      #expect(
        error?.description
          == "\(disk)/t.tsv: cannot write: No space left on device; free some space and run again")
      #expect(try names(disk) == ["t.tsv"])
      #expect(try Table(contentsOf: "\(disk)/t.tsv").column("id") == ["yesterday"])
    }
  }

  @Test func `vectors do not appear`() throws {
    try onSmallDisk { disk in
      let matrix = Matrix(rows: 1000, columns: 1000)
      let error = fileError { try VectorFile.write(matrix, to: "\(disk)/v.npy") }
      #expect(error?.kind == .inputOutput)
      let left = try names(disk)
      #expect(left.isEmpty)
    }
  }

  @Test func `a stage folder stays as it was`() throws {
    try onSmallDisk { disk in
      let old = try StageFolder(path: "\(disk)/out")
      try writeTable(try old.file("t.tsv"), columns: ["id"], [["yesterday"]])
      try old.commit()
      let error = fileError {
        let new = try StageFolder(path: "\(disk)/out")
        try writeTable(try new.file("t.tsv"), columns: ["id"], (0..<40_000).map { [String($0)] })
        try new.commit()
      }
      #expect(error?.kind == .inputOutput)
      #expect(try names(disk) == [".out.lock", "out"])
      #expect(try Table(contentsOf: "\(disk)/out/t.tsv").column("id") == ["yesterday"])
    }
  }
}
