import CLibcurl

/// How long the parts of a transfer took, in milliseconds since its start.
struct TransferTimes {
  var lookup = 0.0
  var connected = 0.0
  var secured = 0.0
  var firstByte = 0.0
  var total = 0.0
}

/// What came of a request.
struct TransferResult {
  let transfer: Transfer
  let code: CURLcode
  /// libcurl's words for what went wrong.
  let message: String
  let times: TransferTimes
  /// The IP address that answered.
  let ip: String
  /// The version of HTTP: `1.1`, `2`.
  let version: String
  /// Whether an open connection was used.
  let isReused: Bool

  var head: ResponseHead { transfer.head }

  /// libcurl's code as a number; 0 if the transfer was complete.
  var codeNumber: Int { Int(code.rawValue) }

  /// The status of the answer, or why there is none that counts.
  var status: Result<Int, FetchFailure> {
    if let fault = transfer.fault { return .failure(fault) }
    if transfer.isRefused, code == CURLE_COULDNT_CONNECT {
      return .failure(FetchFailure(.privateAddress))
    }
    guard code == CURLE_OK || transfer.hasEnough else { return .failure(transferFailure) }
    if let decoder = transfer.decoder, !decoder.isComplete, !transfer.hasEnough {
      return .failure(
        FetchFailure(.truncated, "its compressed body has no end", isTransient: true))
    }
    if let fault = contentFault { return .failure(fault) }
    return .success(head.status)
  }

  /// What is wrong with a page that came whole.
  private var contentFault: FetchFailure? {
    guard transfer.request.purpose == .page, (200...299).contains(head.status),
      let decoder = transfer.decoder
    else { return nil }
    let start = decoder.kept
    if start.starts(with: [0x1F, 0x8B]) {
      return FetchFailure(.badEncoding, "compressed twice")
    }
    let isMarkup = start.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF } == 0x3C
    return head.isHTML == nil && !isMarkup
      ? FetchFailure(.notHTML, "it has no type and does not look like a page") : nil
  }

  /// The failure that a code of libcurl means.
  private var transferFailure: FetchFailure {
    let words = "\(message) (curl \(code.rawValue))"
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: return FetchFailure(.unknownHost, words, isTransient: true)
    case CURLE_COULDNT_CONNECT: return FetchFailure(.noConnection, words, isTransient: true)
    case CURLE_PARTIAL_FILE, CURLE_HTTP2_STREAM:
      return FetchFailure(.truncated, words, isTransient: true)
    case CURLE_OPERATION_TIMEDOUT: return FetchFailure(.timeout, words, isTransient: true)
    case CURLE_PEER_FAILED_VERIFICATION: return FetchFailure(.certificate, words)
    case CURLE_BAD_CONTENT_ENCODING: return FetchFailure(.badEncoding, words)
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
      return FetchFailure(.malformed, words)
    case CURLE_RECV_ERROR where isChunkFault:
      return FetchFailure(.malformed, words, isTransient: true, mostAttempts: 3)
    case CURLE_RECV_ERROR where head.isComplete:
      return FetchFailure(.truncated, words, isTransient: true)
    case CURLE_HTTP2, CURLE_SSL_CONNECT_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_ERROR,
      CURLE_RECV_ERROR:
      return FetchFailure(.noAnswer, words, isTransient: true)
    default: return FetchFailure(.noAnswer, words)
    }
  }

  private var isChunkFault: Bool { message.lowercased().contains("chunk") }
}
