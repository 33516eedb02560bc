import Artifacts
import Dispatch
import Glibc

/// Kept for the life of the process: a source that is released stops listening.
private nonisolated(unsafe) var signalSources: [any DispatchSourceSignal] = []

/// Makes SIGINT, SIGTERM and SIGHUP remove unfinished outputs before the process ends with 128 + signal.
func removeUnfinishedOutputsOnSignals() {
  for number in [SIGINT, SIGTERM, SIGHUP] {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      UnfinishedOutputs.removeAll()
      _exit(128 + number)
    }
    source.resume()
    unsafe signalSources.append(source)
  }
}
