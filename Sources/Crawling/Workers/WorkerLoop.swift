import CLinux
import Glibc

/// Takes pages apart that are asked for on standard input, until it ends: what a worker does.
///
/// The pages themselves stand in the memory behind ``WorkerProcess/memoryDescriptor``.
///
/// The process gives up rights first: it can neither write files, nor open many, nor take more memory
/// than ``PageLimits/workerMemory``; a page that computes for too long ends it.
///
/// - Parameter processorSeconds: How long a page may compute.
public func runExtractWorker(processorSeconds: Int = PageLimits.processorSeconds) {
  let memory = PageMemory(WorkerProcess.memoryDescriptor, isWritable: false)
  guard let memory else { return }
  _ = kindred_no_new_privileges()
  unblockSignals()
  limit(RLIMIT_FSIZE, to: 0)
  limit(RLIMIT_CORE, to: 0)
  limit(RLIMIT_NOFILE, to: 64)
  limit(RLIMIT_AS, to: addressSpace() + UInt(PageLimits.workerMemory))
  let socket = FrameSocket(descriptor: STDIN_FILENO)
  let faults = WorkerFaults()
  do {
    try socket.send(Array(PageExtract.version.utf8))
    while true {
      let request = try socket.receive()
      var extracts: [PageExtract] = []
      for (input, range) in try InputPage.read(request.span) {
        limitProcessorTime(to: processorSeconds)
        let page = memory.bytes(range)
        faults.apply(page)
        extracts.append(PageExtract(page, input))
      }
      try socket.send(PageExtract.message(extracts))
    }
  } catch {
    // The other end is closed: there is nobody to tell, and nothing left to do.
  }
}

/// Lets signals end this process, that of the processor's time above all: the thread that started it may
/// block them, as those of libdispatch do, and a process inherits that.
private func unblockSignals() {
  var none = sigset_t()
  unsafe sigemptyset(&none)
  unsafe sigprocmask(SIG_SETMASK, &none, nil)
}

private func limit(_ resource: __rlimit_resource, to value: UInt) {
  var limits = rlimit()
  guard unsafe getrlimit(resource.number, &limits) == 0 else { return }
  limits.rlim_cur = min(value, limits.rlim_max)
  limits.rlim_max = limits.rlim_cur
  unsafe _ = setrlimit(resource.number, &limits)
}

extension __rlimit_resource {
  fileprivate var number: __rlimit_resource_t { __rlimit_resource_t(rawValue) }
}

/// Gives the next page its seconds: the limit of the system counts from the start of the process.
private func limitProcessorTime(to seconds: Int) {
  var usage = rusage()
  unsafe getrusage(RUSAGE_SELF.rawValue, &usage)
  let used = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
  var limits = rlimit()
  guard unsafe getrlimit(RLIMIT_CPU.number, &limits) == 0 else { return }
  limits.rlim_cur = min(UInt(used + seconds + 1), limits.rlim_max)
  unsafe _ = setrlimit(RLIMIT_CPU.number, &limits)
}

/// The address space of this process in bytes: libraries take most of it before the first page.
private func addressSpace() -> UInt {
  guard let file = unsafe fopen("/proc/self/statm", "r") else { return 1 << 30 }
  defer { unsafe _ = fclose(file) }
  var buffer = [CChar](repeating: 0, count: 64)
  guard unsafe fgets(&buffer, 64, file) != nil else { return 1 << 30 }
  let digits = buffer.prefix { $0 >= 0x30 && $0 <= 0x39 }
  let pages = digits.reduce(0 as UInt) { $0 * 10 + UInt($1 - 0x30) }
  return pages * UInt(sysconf(Int32(_SC_PAGESIZE)))
}

/// Faults that tests ask for: a page that holds one of these marks breaks its worker, if the
/// environment allows it.
struct WorkerFaults {
  /// The environment variable that allows faults.
  static let variable = "KINDRED_WORKER_FAULTS"

  private let areAllowed = unsafe getenv(variable) != nil

  func apply(_ page: Span<UInt8>) {
    guard areAllowed else { return }
    let all = 0..<page.count
    if page.firstIndex(of: "kindred-abort", in: all) != nil { abort() }
    if page.firstIndex(of: "kindred-sleep", in: all) != nil { sleep(3_600) }
    if page.firstIndex(of: "kindred-spin", in: all) != nil {
      while clock() >= 0 {}
    }
    if page.firstIndex(of: "kindred-memory", in: all) != nil {
      let memory = [UInt8](repeating: 1, count: 2 * PageLimits.workerMemory)
      if memory.last == 0 { abort() }
    }
  }
}
