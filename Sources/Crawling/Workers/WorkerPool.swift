import Artifacts
import Foundation
import Synchronization

/// Workers that take pages apart, as many as there are callers at the same time.
///
/// A page that crashes its worker, or takes too long, costs that page alone: it becomes a reject, and
/// the next page gets a new worker.
public final class WorkerPool: Sendable {
  private let program: String
  private let seconds: Double
  private let idle = Mutex<[WorkerProcess]>([])

  /// Creates a pool without a worker; they start when they are needed.
  ///
  /// - Parameters:
  ///   - program: The path of the program `crawl`; this program by default.
  ///   - seconds: How long a page may take.
  public init(
    program: String = "/proc/self/exe", seconds: Double = Double(PageLimits.wallSeconds)
  ) {
    self.program = program
    self.seconds = seconds
  }

  deinit {
    for worker in idle.withLock({ $0 }) { _ = worker.end() }
  }

  /// Takes the documents out of a page in a worker.
  ///
  /// - Throws: ``FileError`` if no worker can be started.
  public func extract(
    _ page: Span<UInt8>, _ input: PageInput
  ) throws(FileError) -> PageExtract {
    let request = input.request(page)
    while true {
      var worker = try take()
      let isFresh = worker.served == 0
      do {
        let extract = try worker.extract(request, seconds: seconds)
        let used = worker
        idle.withLock { $0.append(used) }
        return extract
      } catch {
        // An old worker may have died of pages before; a new one decides, whichever page came when.
        if case .died = error, !isFresh { continue }
        return PageExtract(reject(error, input))
      }
    }
  }

  private func take() throws(FileError) -> WorkerProcess {
    if let worker = idle.withLock({ $0.popLast() }) { return worker }
    return try WorkerProcess(program: program)
  }

  private func reject(_ failure: WorkerProcess.Failure, _ input: PageInput) -> Reject {
    switch failure {
    case .timedOut:
      Reject(
        input.name, Self.timeout,
        "the page took more than \(seconds) s to read and was given up; look at it, or leave it out"
      )
    case .died(let signal):
      Reject(
        input.name, Self.crash,
        "the page broke the parser (signal \(signal)), or needed more than "
          + "\(PageLimits.workerMemory >> 20) MiB or \(PageLimits.processorSeconds) s of computing; "
          + "look at it, or leave it out")
    }
  }

  static let timeout = "parser-timeout"
  static let crash = "parser-crash"
}

extension PageExtract {
  /// Whether reading the page again could give something else.
  var isAccident: Bool {
    rejects.contains { $0.reason == WorkerPool.timeout || $0.reason == WorkerPool.crash }
  }
}
