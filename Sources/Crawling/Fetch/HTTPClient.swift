import CLibcurl

/// Fetches one page after another with libcurl, over connections that it keeps.
///
/// Redirects are not followed and nothing is tried again: what may be asked next is the crawl's to
/// decide. No cookies, no passwords, no proxy: a proxy would hide the address that is connected to.
@safe final class HTTPClient {
  private let handle: UnsafeMutableRawPointer

  private static let start: Void = { _ = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()

  /// `libcurl/7.88.1`
  static var library: String {
    let version = unsafe String(cString: curl_version())
    return String(version.prefix { $0 != " " })
  }

  init(userAgent: String) {
    _ = Self.start
    guard let handle = unsafe curl_easy_init() else {
      preconditionFailure("libcurl has no memory for a handle")
    }
    unsafe self.handle = handle
    set(CURLOPT_USERAGENT, userAgent)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_ACCEPT_ENCODING, "gzip")
    set(CURLOPT_PROXY, "")
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_CONNECTTIMEOUT_MS, 10_000)
    set(CURLOPT_TIMEOUT_MS, 60_000)
    set(CURLOPT_LOW_SPEED_LIMIT, 64)
    set(CURLOPT_LOW_SPEED_TIME, 20)
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    setCallbacks()
  }

  deinit { unsafe curl_easy_cleanup(handle) }

  /// Asks for a page, at most 60 seconds and 16 MiB long.
  func get(
    _ address: WebAddress, headers: [String] = [], mayBePrivate: Bool
  ) -> Result<HTTPResponse, TransferError> {
    let exchange = HTTPExchange(mayBePrivate: mayBePrivate)
    var list: UnsafeMutablePointer<curl_slist>?
    for header in headers { unsafe list = unsafe curl_slist_append(list, header) }
    defer { unsafe curl_slist_free_all(list) }
    set(CURLOPT_URL, address.string)
    unsafe set(CURLOPT_HTTPHEADER, pointer: UnsafeMutableRawPointer(list))
    let context = unsafe Unmanaged.passUnretained(exchange).toOpaque()
    for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA] {
      unsafe set(option, pointer: context)
    }
    let code = withExtendedLifetime(exchange) { unsafe curl_easy_perform(handle) }
    guard code == CURLE_OK else { return .failure(Self.error(code, exchange)) }
    var status = 0
    unsafe kindred_getinfo_long(handle, CURLINFO_RESPONSE_CODE, &status)
    return .success(.init(status: status, headers: exchange.headers, body: exchange.body))
  }

  private static let transient: [CURLcode] = [
    CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_HTTP2, CURLE_PARTIAL_FILE,
    CURLE_OPERATION_TIMEDOUT, CURLE_SSL_CONNECT_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_ERROR,
    CURLE_RECV_ERROR, CURLE_HTTP2_STREAM,
  ]

  private static func error(_ code: CURLcode, _ exchange: HTTPExchange) -> TransferError {
    if exchange.isRefused {
      let detail = "the host has a private address; to fetch from it, give --allow-host HOST:PORT"
      return TransferError(reason: HTTPExchange.refusal, detail: detail, isTransient: false)
    }
    if exchange.isTooLarge {
      let detail = "the page is larger than 16 MiB, or its head than 256 KiB; leave it out"
      return TransferError(reason: "too-large", detail: detail, isTransient: false)
    }
    let words = unsafe String(cString: curl_easy_strerror(code))
    let reason = code == CURLE_PARTIAL_FILE ? "truncated" : "no-answer"
    return TransferError(
      reason: reason, detail: "\(words) (curl \(code.rawValue)); try again later",
      isTransient: transient.contains(code))
  }
}

extension HTTPClient {
  /// The C functions get the ``HTTPExchange`` of the request as their context.
  private func setCallbacks() {
    let receive: kindred_write_callback = { data, size, count, context in
      guard let data = unsafe data, let context = unsafe context else { return 0 }
      let exchange = unsafe Unmanaged<HTTPExchange>.fromOpaque(context).takeUnretainedValue()
      let bytes = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
      return unsafe exchange.receive(bytes) ? size * count : 0
    }
    let receiveHeader: kindred_write_callback = { data, size, count, context in
      guard let data = unsafe data, let context = unsafe context else { return 0 }
      let exchange = unsafe Unmanaged<HTTPExchange>.fromOpaque(context).takeUnretainedValue()
      let bytes = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
      return unsafe exchange.receiveHeader(bytes) ? size * count : 0
    }
    let open: kindred_socket_callback = { context, _, address in
      guard let address = unsafe address, let context = unsafe context else { return -1 }
      let exchange = unsafe Unmanaged<HTTPExchange>.fromOpaque(context).takeUnretainedValue()
      var bytes = [UInt8](repeating: 0, count: 16)
      let count = unsafe kindred_address_bytes(address, &bytes)
      guard exchange.allows(Array(bytes[..<count])) else { return -1 }
      return unsafe kindred_open_socket(address)
    }
    unsafe kindred_setopt_callback(handle, CURLOPT_WRITEFUNCTION, receive)
    unsafe kindred_setopt_callback(handle, CURLOPT_HEADERFUNCTION, receiveHeader)
    unsafe kindred_setopt_socket_callback(handle, open)
  }

  private func set(_ option: CURLoption, _ value: Int) {
    let code = unsafe kindred_setopt_long(handle, option, value)
    precondition(code == CURLE_OK, "libcurl refuses option \(option.rawValue)")
  }

  private func set(_ option: CURLoption, _ value: String) {
    let code = unsafe kindred_setopt_string(handle, option, value)
    precondition(code == CURLE_OK, "libcurl refuses option \(option.rawValue)")
  }

  private func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer?) {
    let code = unsafe kindred_setopt_pointer(handle, option, pointer)
    precondition(code == CURLE_OK, "libcurl refuses option \(option.rawValue)")
  }
}
