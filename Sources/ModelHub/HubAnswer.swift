import Artifacts
import CLibcurl

/// What came of a request.
struct HubAnswer {
  /// The head of the answer, as far as there was one.
  let head: AnswerHead
  /// libcurl's code.
  let code: CURLcode
  /// libcurl's words for what went wrong.
  let message: String
  /// Where a redirect leads, as a whole address.
  let redirect: String?
  /// The seconds that the server asks to wait; 0 if it does not.
  let pause: Double
  /// Why the receiver ended the transfer, if it did.
  let fault: FileError?
  /// Whether another server than the hub's gave the answer.
  var isElsewhere = false

  /// Whether all came that the server wanted to send, and it is what was asked for.
  var isComplete: Bool { code == CURLE_OK && head.isSuccess }

  /// Whether asking again may do better.
  var isTransient: Bool {
    switch head.status {
    case 408, 425, 429, 500, 502, 503, 504: true
    // The addresses of files on other servers hold for some time only; the hub gives new ones.
    case 401, 403: isElsewhere
    case 400...: false
    default: isUnreachable || Self.brokenOff.contains(code.rawValue) || isComplete
    }
  }

  /// Whether there was not even a connection.
  var isUnreachable: Bool {
    [
      CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
    ].contains(code)
  }

  /// The codes of transfers that failed half way.
  private static let brokenOff: Set<UInt32> = Set(
    [
      CURLE_PARTIAL_FILE, CURLE_OPERATION_TIMEDOUT, CURLE_SEND_ERROR, CURLE_RECV_ERROR,
      CURLE_GOT_NOTHING, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_SSL_CONNECT_ERROR,
    ].map(\.rawValue))

  /// What went wrong, for people.
  var problem: String {
    if head.status >= 300 { return "the server answers with status \(head.status)" }
    return code == CURLE_OK ? "the answer ends too early" : "\(message) (curl \(code.rawValue))"
  }
}

extension HubAnswer {
  /// The error of an answer that says that there is nothing to be had.
  func refusal(
    of model: ModelName, revision: String, _ settings: HubSettings
  ) -> FileError {
    let place = "\(settings.endpoint)/\(model.repository)"
    func error(_ problem: String, _ remedy: String) -> FileError {
      FileError(.missing, place, problem, remedy: remedy)
    }
    let names = "`embed models` lists names"
    switch (head.status, head["x-error-code"] ?? "") {
    case (404, "RevisionNotFound"):
      return error(
        "the hub has no revision \(revision) of \(model)", "leave --revision out for the newest")
    case (_, "RepoNotFound"), (404, _):
      return error("the hub has no model \(model)", "\(names); a private one needs HF_TOKEN")
    case (_, "GatedRepo"), (403, _):
      return error(
        "the hub gives \(model) only to users who accept its licence",
        "accept it at \(place) with a browser, and set HF_TOKEN to a token of that user")
    case (401, _) where settings.token == nil:
      // The hub does not tell strangers which private models there are.
      return error(
        "the hub has no model \(model), or not for everybody",
        "\(names); a private one needs HF_TOKEN")
    case (401, _):
      return error("the hub does not take the token", "set HF_TOKEN to one that it gave you")
    case (400..., _):
      return error("the hub answers with status \(head.status)", "check HF_ENDPOINT")
    case _ where code == CURLE_PEER_FAILED_VERIFICATION:
      return error(
        "the certificate of the hub is not trusted: \(message)",
        "check the clock and the proxy; CURL_CA_BUNDLE names other authorities")
    case _ where code == CURLE_SSL_CACERT_BADFILE:
      return error(
        problem, "correct CURL_CA_BUNDLE or SSL_CERT_FILE, which name no file of authorities")
    default:
      return error(problem, "check HF_ENDPOINT and the proxy")
    }
  }
}
