import Dispatch
import LinearAlgebra
import Synchronization

/// Answers whose records are made on other threads, while the fetch goes on.
final class PreparedAnswers: Sendable {
  /// The addresses of the frontier.
  let urls: [String]
  /// The id of the first record of the WARC file that the records are made for.
  let warcinfo: String
  private let answers = Mutex<[CapturedAnswer]>([])
  private let work = DispatchGroup()

  /// Begins to make the records of answers.
  ///
  /// - Parameters:
  ///   - answered: The addresses and the requests with their answers.
  ///   - known: What is known of each address.
  ///   - warcinfo: The id of the first record of the WARC file.
  ///   - options: The number of threads, and what the records need.
  ///   - queue: Where they wait for those that were begun before.
  init(
    _ answered: [(url: String, records: [HTTPRecord])], known: [KnownAddress], warcinfo: String,
    _ options: StoreOptions, on queue: DispatchQueue
  ) {
    urls = answered.map(\.url)
    self.warcinfo = warcinfo
    let make = { @Sendable in
      let made = parallelMap(count: answered.count, chunk: 1, threads: options.threads) { range in
        let index = range.lowerBound
        return CapturedAnswer(
          answered[index].records, of: answered[index].url, known: known[index],
          warcinfo: warcinfo, options)
      }
      self.answers.withLock { $0 = made }
    }
    // With one thread there is none beside the caller's.
    if options.threads > 1 { queue.async(group: work, execute: make) } else { make() }
  }

  /// The answers in their order, once all are made.
  func wait() -> [CapturedAnswer] {
    work.wait()
    return answers.withLock { $0 }
  }
}
