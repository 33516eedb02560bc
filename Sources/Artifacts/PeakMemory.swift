import Foundation

/// The largest resident memory of this process so far, in bytes.
///
/// Linux has it in `/proc/self/status`. What `getrusage` says is at least the memory of the process that
/// started this one, however large that was, so it serves only where there is no `/proc`.
public func peakMemory() -> Int {
  let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
  let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
  if let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({
    Int($0)
  }) {
    return kilobytes * 1024
  }
  var usage = rusage()
  unsafe getrusage(RUSAGE_SELF.rawValue, &usage)
  return usage.ru_maxrss * 1024
}
