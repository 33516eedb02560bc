import Crawling
import Foundation
import Testing
import TestSupport

/// A store of many addresses, and several programs at one store (acceptance checks 24, 25, 26).
@Suite struct StoreScaleTests {
  @Test func `a frontier of a hundred thousand addresses is quick and small`() throws {
    let folder = try TemporaryFolder()
    let result = try Command.run("StoreProbe", ["scale", folder.file("store"), "100000"])
    #expect(result.status == 0, "\(result.standardError)")
    let lines = result.standardOutput.split(separator: "\n").map { $0.split(separator: " ") }
    let values = Dictionary(uniqueKeysWithValues: lines.map { ($0[0], Int($0[1]) ?? -1) })
    #expect(try #require(values["peak_kilobytes"]) < 300_000)
    #expect(try #require(values["open_milliseconds"]) < 2000)
    // Each is two flushes of the disk; a crawl asks at most a few pages a second.
    #expect(try #require(values["record_per_second"]) > 5)
    // A debug build on a busy machine is some ten times slower than what users run.
    #if DEBUG
      #expect(try #require(values["enqueue_per_second"]) > 2000)
    #else
      #expect(try #require(values["enqueue_per_second"]) > 20_000)
    #endif
  }

  @Test func `a second process is turned away at once`() throws {
    let folder = try TemporaryFolder()
    let holder = try StoreHolder(folder.file("store"))
    let started = ContinuousClock.now
    let arguments = ["fetch", folder.file("store"), "3", folder.file("log")]
    let second = try Command.run("StoreProbe", arguments)
    #expect(second.status == 75)
    #expect(second.standardError.contains("another run is writing this store; wait for it"))
    #expect(started.duration(to: .now) < .seconds(5))
    try holder.release()
    #expect(try Command.run("StoreProbe", arguments).status == 0)
  }

  @Test func `a full disk stops the run, and space lets it go on`() throws {
    let folder = try TemporaryFolder()
    let disk = folder.file("disk")
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    let mount = ["-t", "tmpfs", "-o", "size=600k", "kindred-test", disk]
    guard try Command.run("/bin/mount", mount).status == 0 else {
      return print("Not tested: a full disk, because this user may not mount one")
    }
    defer { _ = try? Command.run("/bin/umount", [disk]) }
    let arguments = ["fetch", disk + "/store", "300", folder.file("log"), "3000"]
    let full = try Command.run("StoreProbe", arguments)
    #expect(full.status == 74, "\(full.standardError)")
    #expect(full.standardError.contains("free some space and run again"))
    #expect(try Command.run("/bin/mount", ["-o", "remount,size=8m", disk]).status == 0)
    #expect(try StoreVerification(store: disk + "/store", deep: true).problems == [])
    let resumed = try Command.run("StoreProbe", arguments)
    #expect(resumed.status == 0, "\(resumed.standardError)")
    #expect(try StoreVerification(store: disk + "/store", deep: true).problems == [])
    let asked = try folder.read("log").split(separator: "\n")
    #expect(Set(asked).count == 300)
    #expect(asked.count == 301)
  }
}
