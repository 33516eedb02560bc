import Artifacts
import CLinux
import Glibc

/// A child process that takes pages apart, so that one that breaks the parser breaks nothing else.
///
/// It is this program again with the command `extract-worker`. It has a socket to this process as its
/// standard input and output, the memory that pages stand in, and no other descriptor.
struct WorkerProcess: Sendable {
  /// How a worker failed at a page.
  enum Failure: Error {
    /// It took too long and was stopped.
    case timedOut
    /// It ended by this signal, or 0.
    case died(signal: Int32)
  }

  private let process: pid_t
  private let socket: FrameSocket
  private let memory: PageMemory

  /// The descriptor by which a worker gets at its ``PageMemory``.
  static let memoryDescriptor = STDERR_FILENO + 1

  /// Starts a worker, whose pages may compute for `processorSeconds`, and waits until it is ready.
  ///
  /// - Throws: ``FileError`` if the program does not run.
  init(program: String, processorSeconds: Int) throws(FileError) {
    var ends: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw Self.cannotStart(program, systemMessage(errno))
    }
    let file = kindred_memory_file(PageMemory.size)
    guard let memory = PageMemory(file, isWritable: true) else {
      let reason = systemMessage(errno)
      for descriptor in ends + [file] { close(descriptor) }
      throw Self.cannotStart(program, reason)
    }
    self.memory = memory
    var process: pid_t = 0
    let arguments = ["crawl", "extract-worker", "--processor-seconds", "\(processorSeconds)"]
    let status = spawn(program, arguments, socket: ends[1], memory: file, &process)
    close(ends[1])
    close(file)
    self.process = process
    socket = FrameSocket(descriptor: ends[0])
    guard status == 0 else {
      close(ends[0])
      throw Self.cannotStart(program, systemMessage(status))
    }
    do {
      let greeting = try socket.receive(by: .now + .seconds(60))
      guard greeting == Array(PageExtract.version.utf8) else { throw FrameSocket.Failure.ended }
    } catch {
      _ = end()
      throw Self.cannotStart(program, "it does not answer")
    }
  }

  /// Has pages taken apart within `seconds`.
  ///
  /// - Throws: ``Failure``; the worker is then of no use any more.
  func extract(
    _ pages: some Collection<InputPage>, seconds: Double
  ) throws(Failure) -> [PageExtract] {
    let deadline = ContinuousClock.now + .seconds(seconds)
    memory.write(pages)
    let isLong = pages.contains { $0.contents.count > PageMemory.usualSize }
    defer { if isLong { memory.release() } }
    do {
      try socket.send(InputPage.message(pages), by: deadline)
      let answer = try socket.receive(by: deadline)
      guard let extracts = PageExtract.read(answer.span, count: pages.count) else {
        throw FrameSocket.Failure.ended
      }
      return extracts
    } catch FrameSocket.Failure.timedOut {
      _ = end()
      throw .timedOut
    } catch {
      throw .died(signal: end())
    }
  }

  /// Ends the worker, whatever it is doing, and returns the signal that it had ended by itself.
  func end() -> Int32 {
    close(socket.descriptor)
    var status: Int32 = 0
    // One that died of itself is given a moment, so that its own signal is reported.
    for _ in 0..<20 {
      if unsafe waitpid(process, &status, WNOHANG) == process { return status & 0x7F }
      usleep(500)
    }
    kill(process, SIGKILL)
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F
  }

  private static func cannotStart(_ program: String, _ reason: String) -> FileError {
    FileError(
      .inputOutput, program, "the worker that reads pages does not start: \(reason)",
      remedy: "give --workers 0 to read them without one")
  }
}

private func systemMessage(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }

/// Starts `program` as a worker; returns 0 or the reason why not.
private func spawn(
  _ program: String, _ arguments: [String], socket: Int32, memory: Int32, _ process: inout pid_t
) -> Int32 {
  var actions = unsafe posix_spawn_file_actions_t()
  unsafe posix_spawn_file_actions_init(&actions)
  defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
  unsafe posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO)
  unsafe posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO)
  // What the parser says while it dies is in the reject, shorter.
  unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
  unsafe posix_spawn_file_actions_adddup2(&actions, memory, WorkerProcess.memoryDescriptor)
  unsafe kindred_close_from(&actions, WorkerProcess.memoryDescriptor + 1)
  var arguments = unsafe copies(arguments)
  var variables = unsafe copies(environmentVariables())
  defer { unsafe (arguments + variables).forEach { unsafe free($0) } }
  return unsafe posix_spawn(&process, program, &actions, nil, &arguments, &variables)
}

/// The texts as C wants them: pointers to be freed, and nil at the end.
private func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
  var pointers: [UnsafeMutablePointer<CChar>?] = unsafe []
  for text in texts { unsafe pointers.append(strdup(text)) }
  unsafe pointers.append(nil)
  return unsafe pointers
}

private func environmentVariables() -> [String] {
  // The library of matrices would start a thread for each core.
  var variables = [
    "OPENBLAS_NUM_THREADS=1", "SWIFT_BACKTRACE=enable=no",
    // The memory that a page took is kept for the next one instead of being given back and asked for anew.
    "GLIBC_TUNABLES=glibc.malloc.trim_threshold=67108864:glibc.malloc.mmap_threshold=33554432",
  ]
  for name in ["LD_LIBRARY_PATH", "PATH", "LANG", WorkerFaults.variable] {
    if let value = unsafe getenv(name) {
      variables.append("\(name)=\(unsafe String(cString: value))")
    }
  }
  return variables
}
