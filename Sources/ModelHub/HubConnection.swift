import Artifacts
import CLibcurl

/// Takes the body of an answer as it comes.
protocol BodyReceiver: AnyObject {
  /// Takes the head of an answer that brings what was asked for.
  func begin(_ head: AnswerHead) throws(FileError)
  /// Takes the next bytes of its body.
  func receive(_ bytes: Span<UInt8>) throws(FileError)
}

/// A handle of libcurl for one request after another, over connections that stay open.
///
/// Unlike a crawl it goes through the proxy that the environment names, as libcurl does by itself.
/// Redirects are not followed here, since the token may not go with them. The verification of
/// certificates is on, and nothing turns it off.
@safe final class HubConnection {
  private let pointer: UnsafeMutableRawPointer
  private let errors: UnsafeMutablePointer<CChar>

  /// libcurl is made ready once, before any other thread uses it.
  private static let begin: Void = { _ = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()

  init(_ settings: HubSettings) {
    _ = Self.begin
    guard let pointer = unsafe curl_easy_init() else {
      preconditionFailure("libcurl has no memory for a handle")
    }
    unsafe self.pointer = pointer
    unsafe errors = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe errors.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    unsafe set(CURLOPT_ERRORBUFFER, pointer: errors)
    setPolicies(settings)
    setCallbacks()
  }

  deinit {
    unsafe curl_easy_cleanup(pointer)
    unsafe errors.deallocate()
  }

  /// Asks for an address and hands the body to `receiver`, if it is what was asked for.
  func get(_ url: String, headers: [String], _ receiver: any BodyReceiver) -> HubAnswer {
    let transfer = HubTransfer(receiver)
    var list: UnsafeMutablePointer<curl_slist>?
    defer { unsafe curl_slist_free_all(list) }
    for header in headers { unsafe list = unsafe curl_slist_append(list, header) }
    unsafe set(CURLOPT_HTTPHEADER, pointer: list)
    set(CURLOPT_URL, url)
    unsafe errors.pointee = 0
    let code = withExtendedLifetime(transfer) {
      let context = unsafe Unmanaged.passUnretained(transfer).toOpaque()
      unsafe set(CURLOPT_WRITEDATA, pointer: context)
      unsafe set(CURLOPT_HEADERDATA, pointer: context)
      return unsafe curl_easy_perform(pointer)
    }
    unsafe set(CURLOPT_HTTPHEADER, pointer: nil)
    return answer(transfer, code)
  }

  private func answer(_ transfer: HubTransfer, _ code: CURLcode) -> HubAnswer {
    let words = unsafe errors.pointee == 0 ? curl_easy_strerror(code) : UnsafePointer(errors)
    var redirect: UnsafePointer<CChar>?
    unsafe kindred_getinfo_string(pointer, CURLINFO_REDIRECT_URL, &redirect)
    var pause: curl_off_t = 0
    unsafe kindred_getinfo_offset(pointer, CURLINFO_RETRY_AFTER, &pause)
    return HubAnswer(
      head: transfer.head, code: code,
      message: unsafe words.map { unsafe String(cString: $0) } ?? "",
      redirect: unsafe redirect.map { unsafe String(cString: $0) }, pause: Double(pause),
      fault: transfer.fault)
  }

  private func setPolicies(_ settings: HubSettings) {
    set(CURLOPT_USERAGENT, settings.userAgent)
    set(CURLOPT_PROTOCOLS_STR, settings.origin.scheme == "http" ? "http,https" : "https")
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_NETRC, 0)
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(CURLOPT_BUFFERSIZE, 1 << 19)
    set(CURLOPT_CONNECTTIMEOUT, settings.connectSeconds)
    set(CURLOPT_LOW_SPEED_LIMIT, 1024)
    set(CURLOPT_LOW_SPEED_TIME, settings.slowSeconds)
    if let authorities = settings.authorities { set(CURLOPT_CAINFO, authorities) }
    if let proxy = settings.proxy { set(CURLOPT_PROXY, proxy) }
  }

  /// The C functions get the ``HubTransfer`` as their context.
  private func setCallbacks() {
    let receive: kindred_write_callback = { data, size, count, context in
      guard let data = unsafe data, let context = unsafe context else { return 0 }
      let transfer = unsafe Unmanaged<HubTransfer>.fromOpaque(context).takeUnretainedValue()
      let bytes = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
      return unsafe transfer.receive(bytes.assumingMemoryBound(to: UInt8.self).span)
        ? size * count : 0
    }
    let receiveHeader: kindred_write_callback = { data, size, count, context in
      guard let data = unsafe data, let context = unsafe context else { return 0 }
      let transfer = unsafe Unmanaged<HubTransfer>.fromOpaque(context).takeUnretainedValue()
      let line = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
      transfer.receiveHeader(unsafe String(decoding: line, as: UTF8.self))
      return size * count
    }
    unsafe kindred_setopt_callback(pointer, CURLOPT_WRITEFUNCTION, receive)
    unsafe kindred_setopt_callback(pointer, CURLOPT_HEADERFUNCTION, receiveHeader)
  }

  private func set(_ option: CURLoption, _ value: Int) {
    let code = unsafe kindred_setopt_long(pointer, option, value)
    precondition(code == CURLE_OK, "libcurl refuses option \(option.rawValue)")
  }

  private func set(_ option: CURLoption, _ value: String) {
    let code = unsafe kindred_setopt_string(pointer, option, value)
    precondition(code == CURLE_OK, "libcurl refuses option \(option.rawValue)")
  }

  private func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer?) {
    let code = unsafe kindred_setopt_pointer(pointer, option, value)
    precondition(code == CURLE_OK, "libcurl refuses option \(option.rawValue)")
  }
}
