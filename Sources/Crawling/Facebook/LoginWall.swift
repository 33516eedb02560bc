/// A page that asks to log in, or to prove who one is, where posts were expected. The server sends it
/// with status 200, so only what is on it tells.
enum LoginWall {
  private static let selector =
    "//form[@id='login_form'] | //form[contains(@action, '/login/')] "
    + "| //a[contains(@href, '/login/?next=')] | //form[contains(@action, '/checkpoint/')]"

  static func isRecognised(_ page: HTMLDocument) -> Bool { page.has(selector) }

  static func contents(_ page: HTMLDocument, _ file: String) -> PageFormat.Contents {
    let detail =
      "it is a page of Facebook that asks to log in (it matched \(selector)) and has no posts "
      + "(article[data-ft], .userContentWrapper and script[data-sjs] with stories matched nothing); "
      + "save the page while logged in, or export its posts"
    return .init(rejects: [Reject(file, "login-wall", detail)])
  }
}
