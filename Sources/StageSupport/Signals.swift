import Artifacts
import Dispatch
import Glibc

/// Kept for the life of the process: a source that is released stops listening.
private nonisolated(unsafe) var signalSources: [any DispatchSourceSignal] = []

/// Makes SIGINT, SIGTERM and SIGHUP remove unfinished outputs before the process ends with 128 + signal.
func removeUnfinishedOutputsOnSignals() {
  for number in [SIGINT, SIGTERM, SIGHUP] {
    let before = signal(number, SIG_IGN)
    // nohup ignores SIGHUP and a shell SIGINT in the background; so it stays.
    if isIgnored(before) { continue }
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      UnfinishedOutputs.removeAll()
      _exit(128 + number)
    }
    source.resume()
    unsafe signalSources.append(source)
  }
}

private func isIgnored(_ handler: sighandler_t?) -> Bool {
  guard let handler else { return false }
  return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}
