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
  private let processorSeconds: Int
  private let idle = Mutex<[WorkerProcess]>([])

  /// Creates a pool without a worker; they start when they are needed.
  ///
  /// - Parameters:
  ///   - program: The path of the program `crawl`; this program by default.
  ///   - seconds: How long a page may take, and as many seconds more as it has MiB.
  ///   - processorSeconds: How long a page may compute.
  public init(
    program: String = "/proc/self/exe", seconds: Double = Double(PageLimits.wallSeconds),
    processorSeconds: Int = PageLimits.processorSeconds
  ) {
    self.program = program
    self.seconds = seconds
    self.processorSeconds = processorSeconds
  }

  deinit {
    for worker in idle.withLock({ $0 }) { _ = worker.end() }
  }

  /// Takes the documents out of pages in a worker, short ones together.
  ///
  /// - Throws: ``FileError`` if no worker can be started.
  public func extract(_ pages: [InputPage]) throws(FileError) -> [PageExtract] {
    var extracts: [PageExtract] = []
    var rest = pages[...]
    while !rest.isEmpty {
      let together = Self.shortPages(rest)
      rest = rest.dropFirst(together.count)
      if together.count > 1, let found = try extract(together: together) {
        extracts += found
      } else {
        for page in together { extracts.append(try extract(page)) }
      }
    }
    return extracts
  }

  /// The first pages, as many as together are short, and at least one.
  private static func shortPages(_ pages: ArraySlice<InputPage>) -> ArraySlice<InputPage> {
    var size = 0
    let short = pages.prefix { page in
      size += page.contents.count
      return size <= PageMemory.usualSize
    }
    return short.isEmpty ? pages.prefix(1) : short
  }

  /// Has pages taken apart by one worker; nil if that fails, whichever page it is that breaks it.
  private func extract(
    together pages: ArraySlice<InputPage>
  ) throws(FileError) -> [PageExtract]? {
    let worker =
      if let worker = idle.withLock({ $0.popLast() }) { worker } else { try newWorker() }
    return try? extract(pages, with: worker, seconds)
  }

  /// Has one page taken apart: what breaks its worker becomes a reject.
  private func extract(_ page: InputPage) throws(FileError) -> PageExtract {
    // Too long a page is refused without reading it, which needs no worker and no copy.
    if page.contents.count > PageLimits.pageSize {
      return PageExtract(page.contents.bytes, page.file.page)
    }
    // A long page on a busy machine is no attack: what computes too long is stopped besides.
    let seconds = seconds + Double(page.contents.count >> 20)
    if let worker = idle.withLock({ $0.popLast() }) {
      do {
        return try extract([page], with: worker, seconds)[0]
      } catch .timedOut {
        return PageExtract(reject(.timedOut, page.file.page, seconds))
      } catch {
        // It may have died of pages before: a new worker decides, whichever page came when.
      }
    }
    let worker = try newWorker()
    do {
      return try extract([page], with: worker, seconds)[0]
    } catch {
      return PageExtract(reject(error, page.file.page, seconds))
    }
  }

  private func newWorker() throws(FileError) -> WorkerProcess {
    try WorkerProcess(program: program, processorSeconds: processorSeconds)
  }

  /// Has pages taken apart by a worker, which is idle again unless it failed.
  private func extract(
    _ pages: ArraySlice<InputPage>, with worker: WorkerProcess, _ seconds: Double
  ) throws(WorkerProcess.Failure) -> [PageExtract] {
    let extracts = try worker.extract(pages, seconds: seconds)
    idle.withLock { $0.append(worker) }
    return extracts
  }

  private func reject(
    _ failure: WorkerProcess.Failure, _ input: PageInput, _ seconds: Double
  ) -> Reject {
    switch failure {
    case .timedOut:
      Reject(
        input.name, Self.timeout,
        "the page took more than \(seconds) s to read and was given up; look at it, or leave it out"
      )
    case .died(SIGXCPU):
      Reject(
        input.name, Self.timeout,
        "the page took more than \(processorSeconds) s of computing and was given up; look at it, or "
          + "leave it out")
    case .died(let signal):
      Reject(
        input.name, Self.crash,
        "the page broke the parser (signal \(signal)), or needed more than "
          + "\(PageLimits.workerMemory >> 20) MiB; look at it, or leave it out")
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
