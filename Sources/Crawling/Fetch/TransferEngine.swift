import CLibcurl

/// Many transfers at once on one thread, by libcurl's multi interface.
///
///     engine.start(request, id: 7)
///     while let (id, result) = engine.finished() { … }
///     engine.wait(.milliseconds(100))
@safe final class TransferEngine {
  private let options: FetchOptions
  private let multi: UnsafeMutableRawPointer
  private let resolve: UnsafeMutablePointer<curl_slist>?
  private var active: [Int: (transfer: Transfer, handle: EasyHandle)] = [:]
  private var idle: [EasyHandle] = []

  /// libcurl is made ready once, before any other thread uses it.
  private static let begin: Void = { _ = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()

  init(_ options: FetchOptions) {
    _ = Self.begin
    guard let multi = unsafe curl_multi_init() else {
      preconditionFailure("libcurl has no memory for its engine")
    }
    unsafe self.multi = multi
    self.options = options
    var list: UnsafeMutablePointer<curl_slist>?
    for entry in options.resolve { unsafe list = unsafe curl_slist_append(list, entry) }
    unsafe resolve = list
    unsafe kindred_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, options.limits.connections)
    unsafe kindred_multi_setopt_long(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, 8)
  }

  deinit {
    for (_, handle) in active.values { unsafe curl_multi_remove_handle(multi, handle.pointer) }
    active = [:]
    idle = []
    unsafe curl_multi_cleanup(multi)
    unsafe curl_slist_free_all(resolve)
  }

  /// The number of transfers that run.
  var count: Int { active.count }

  /// Whether another transfer may begin: not too many move, not too many are open, and what they
  /// hold in memory is bounded.
  var hasRoom: Bool {
    let limits = options.limits
    if active.count < min(limits.inFlight, limits.connections) { return true }
    guard active.count < limits.connections else { return false }
    let stalled = ContinuousClock.now - .seconds(limits.stalledSeconds)
    let moving = active.values.count { $0.transfer.lastMoved > stalled }
    let buffered = active.values.reduce(0) { $0 + $1.transfer.body.count }
    return moving < limits.inFlight && buffered < limits.bufferedBytes
  }

  /// Begins a transfer under a number of the caller's, which is not 0.
  func start(_ request: TransferRequest, id: Int) {
    let transfer = Transfer(request, options.limits)
    let handle = unsafe idle.popLast() ?? EasyHandle(options, resolve: resolve)
    handle.prepare(transfer, id: id)
    active[id] = (transfer, handle)
    unsafe curl_multi_add_handle(multi, handle.pointer)
  }

  /// Moves the transfers on as far as they go without waiting.
  func perform() {
    var running: Int32 = 0
    unsafe curl_multi_perform(multi, &running)
  }

  /// A transfer that has ended, if one has.
  func finished() -> (id: Int, result: TransferResult)? {
    var left: Int32 = 0
    while let message = unsafe curl_multi_info_read(multi, &left) {
      guard unsafe message.pointee.msg == CURLMSG_DONE,
        let pointer = unsafe message.pointee.easy_handle
      else { continue }
      let code = unsafe kindred_message_result(message)
      var id: UnsafePointer<CChar>?
      unsafe kindred_getinfo_string(pointer, CURLINFO_PRIVATE, &id)
      unsafe curl_multi_remove_handle(multi, pointer)
      let number = Int(bitPattern: id)
      guard let (transfer, handle) = active.removeValue(forKey: number) else {
        continue
      }
      idle.append(handle)
      return (number, handle.result(of: transfer, code))
    }
    return nil
  }

  /// Waits until something moves, but no longer than `time`.
  func wait(_ time: Duration) {
    let milliseconds = Int32(max(0, min(10_000, (time / .milliseconds(1)).rounded(.up))))
    unsafe curl_multi_poll(multi, nil, 0, milliseconds, nil)
  }
}
