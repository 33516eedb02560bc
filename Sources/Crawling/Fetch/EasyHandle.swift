import CLibcurl

/// A handle of libcurl for one transfer after another, with the options that all have.
///
/// Redirects are not followed, bodies not inflated, and nothing is tried again: what may be asked
/// next is the crawl's to decide. No cookies, no passwords, no proxy: a proxy would hide the
/// address that is connected to. The verification of certificates is on, and nothing turns it off.
@safe final class EasyHandle {
  let pointer: UnsafeMutableRawPointer
  private var headers: UnsafeMutablePointer<curl_slist>?
  private let errors: UnsafeMutablePointer<CChar>

  init(_ options: FetchOptions, resolve: UnsafeMutablePointer<curl_slist>?) {
    guard let pointer = unsafe curl_easy_init() else {
      preconditionFailure("libcurl has no memory for a handle")
    }
    unsafe self.pointer = pointer
    unsafe errors = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe errors.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    unsafe set(CURLOPT_ERRORBUFFER, pointer: errors)
    unsafe set(CURLOPT_RESOLVE, pointer: resolve)
    setPolicies(options)
    setLimits(options.limits)
    setCallbacks()
  }

  deinit {
    unsafe curl_easy_cleanup(pointer)
    unsafe curl_slist_free_all(headers)
    unsafe errors.deallocate()
  }

  private func setPolicies(_ options: FetchOptions) {
    set(CURLOPT_USERAGENT, options.userAgent)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_HTTP_CONTENT_DECODING, 0)
    set(CURLOPT_PROXY, "")
    set(CURLOPT_NETRC, 0)
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    set(CURLOPT_PATH_AS_IS, 1)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_BUFFERSIZE, 65_536)
    set(CURLOPT_MAXAGE_CONN, 110)
    // Only with it does libcurl show the request that it sends.
    set(CURLOPT_VERBOSE, 1)
    if let authorities = options.authorities { set(CURLOPT_CAINFO, authorities) }
  }

  private func setLimits(_ limits: FetchLimits) {
    set(CURLOPT_CONNECTTIMEOUT_MS, Int(limits.connectSeconds * 1000))
    set(CURLOPT_TIMEOUT_MS, Int(limits.totalSeconds * 1000))
    set(CURLOPT_LOW_SPEED_LIMIT, 64)
    set(CURLOPT_LOW_SPEED_TIME, limits.slowSeconds)
  }

  /// Prepares a transfer, which must live as long as it runs.
  func prepare(_ transfer: Transfer, id: Int) {
    let request = transfer.request
    set(CURLOPT_URL, request.address.string)
    unsafe curl_slist_free_all(headers)
    unsafe headers = nil
    let coding = request.acceptsCoding ? "gzip, deflate" : "identity"
    let accept = request.purpose == .page ? "text/html,application/xhtml+xml;q=0.9" : "*/*"
    for header in ["Accept: \(accept)", "Accept-Encoding: \(coding)"] + request.headers {
      unsafe headers = unsafe curl_slist_append(headers, header)
    }
    unsafe set(CURLOPT_HTTPHEADER, pointer: headers)
    let context = unsafe Unmanaged.passUnretained(transfer).toOpaque()
    for option in [
      CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA, CURLOPT_DEBUGDATA,
    ] {
      unsafe set(option, pointer: context)
    }
    unsafe set(CURLOPT_PRIVATE, pointer: UnsafeMutableRawPointer(bitPattern: id))
    unsafe errors.pointee = 0
  }

  /// The result of the transfer that was prepared last.
  func result(of transfer: Transfer, _ code: CURLcode) -> TransferResult {
    let words = unsafe errors.pointee == 0 ? curl_easy_strerror(code) : UnsafePointer(errors)
    var ip: UnsafePointer<CChar>?
    unsafe kindred_getinfo_string(pointer, CURLINFO_PRIMARY_IP, &ip)
    let version = integer(CURLINFO_HTTP_VERSION)
    return TransferResult(
      transfer: transfer, code: code,
      message: unsafe words.map { unsafe String(cString: $0) } ?? "",
      times: TransferTimes(
        lookup: milliseconds(CURLINFO_NAMELOOKUP_TIME_T),
        connected: milliseconds(CURLINFO_CONNECT_TIME_T),
        secured: milliseconds(CURLINFO_APPCONNECT_TIME_T),
        firstByte: milliseconds(CURLINFO_STARTTRANSFER_TIME_T),
        total: milliseconds(CURLINFO_TOTAL_TIME_T)),
      ip: unsafe ip.map { unsafe String(cString: $0) } ?? "",
      version: version == Int(CURL_HTTP_VERSION_2_0) ? "2" : version == 1 ? "1.0" : "1.1",
      isReused: integer(CURLINFO_NUM_CONNECTS) == 0)
  }

  private func integer(_ info: CURLINFO) -> Int {
    var value = 0
    unsafe kindred_getinfo_long(pointer, info, &value)
    return value
  }

  private func milliseconds(_ info: CURLINFO) -> Double {
    var value: curl_off_t = 0
    unsafe kindred_getinfo_offset(pointer, info, &value)
    return Double(value) / 1000
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
