import ArgumentParser
import Foundation
import Fuzzing

/// Tries inputs until the time is up or one fails, each written to a file before it is tried, so that one
/// that ends this process can be told afterwards.
struct FuzzChild {
  private let seconds: Double
  private let current: FileHandle
  private var fuzzer: Fuzzer

  /// The seconds after which an input is taken for one without end.
  private static let longest: UInt32 = 10

  init(_ target: FuzzTarget, seed: UInt64, seconds: Double, current: String) throws {
    self.seconds = seconds
    self.current = try FileHandle(forUpdating: URL(fileURLWithPath: current))
    fuzzer = Fuzzer(target, seed: seed)
  }

  /// - Throws: ``ExitCode`` 1 if an input fails, having said why.
  consuming func run() throws {
    let end = ContinuousClock.now + .seconds(seconds)
    let descriptor = current.fileDescriptor
    do throws(Fuzzer.Failure) {
      while ContinuousClock.now < end {
        try fuzzer.step { input in
          // A length, and the bytes: what a longer input left behind it does no harm.
          var record = unsafe withUnsafeBytes(of: UInt64(input.count)) { unsafe Array($0) }
          record += input
          unsafe _ = pwrite(descriptor, record, record.count, 0)
          alarm(Self.longest)
        }
      }
    } catch {
      say("\(fuzzer.target.name): \(error.problem)")
      throw ExitCode.failure
    }
    say(
      "\(fuzzer.target.name): \(fuzzer.count) inputs, \(fuzzer.outcomes.count) kinds of outcomes")
  }
}
