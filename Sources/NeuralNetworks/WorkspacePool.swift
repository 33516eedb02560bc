import Synchronization

/// Workspaces that are handed from batch to batch, as many as threads run at the same time.
final class WorkspacePool: Sendable {
  private let configuration: EncoderConfiguration
  private let free = Mutex<[EncoderWorkspace]>([])

  init(_ configuration: EncoderConfiguration) { self.configuration = configuration }

  /// A workspace that nobody uses, a new one if there is none.
  func take() -> EncoderWorkspace {
    free.withLock { $0.popLast() } ?? EncoderWorkspace(configuration)
  }

  /// Takes a workspace back.
  func give(_ space: consuming EncoderWorkspace) {
    let space = space
    free.withLock { $0.append(space) }
  }
}
