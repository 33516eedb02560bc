import Artifacts

/// Takes pages apart: in worker processes where there are any, and only what is new where the extracts
/// of the last time are at hand.
public struct PageReader: Sendable {
  /// The workers that read pages; without them they are read in this process.
  public var workers: WorkerPool?
  /// The extracts of the last time.
  public var cache: ExtractCache?

  /// Creates a reader.
  public init(workers: WorkerPool? = nil, cache: ExtractCache? = nil) {
    self.workers = workers
    self.cache = cache
  }

  /// What is taken out of a page, and what the extract is to be kept by; nil if it is not to be kept.
  ///
  /// - Throws: ``FileError`` if no worker can be started.
  func extract(
    _ bytes: Span<UInt8>, _ input: PageInput, digest: String
  ) throws(FileError) -> (extract: PageExtract, key: ExtractCache.Key?) {
    let key = ExtractCache.Key(input, digest: digest)
    if let known = cache?.extract(key) { return (known, key) }
    let extract =
      if let workers { try workers.extract(bytes, input) } else { PageExtract(bytes, input) }
    return (extract, extract.isAccident ? nil : key)
  }
}
