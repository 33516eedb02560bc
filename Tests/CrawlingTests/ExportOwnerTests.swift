import Crawling
import Testing

@Suite struct `The owner of an export` {
  @Test(
    arguments: [
      (["Ann Lee shared a link.", "Ann Lee updated her status."], "Ann Lee"),
      (["Where is Waldo shared a link."], "Where is Waldo"),
      (["Ann Lee was live."], "Ann Lee"),
      (["Ann Lee a partagé un lien.", "Ann Lee a ajouté une photo."], "Ann Lee"),
      (["Ann Lee hat einen Link geteilt."], "Ann Lee"),
      (["Ann Lee đã chia sẻ một liên kết."], "Ann Lee"),
      (["リーアンさんがリンクをシェアしました。"], "リーアン"),
      (["Ann Lee delade en länk.", "Ann Lee uppdaterade sin status."], "Ann Lee"),
      (["Bob shared Ann's post.", "Ann Lee shared a link.", "Ann Lee added a photo."], "Ann Lee"),
      (["B shared a link.", "A shared a link."], "A"),
      (["Ann Lee."], nil), ([""], nil), ([], nil),
      (["Ann Lee delade en länk.", "Bo Ek delade en länk."], nil),
    ] as [([String], String?)])
  func `the headlines tell it`(headlines: [String], name: String?) {
    #expect(ExportOwner.name(headlines: headlines) == name)
  }
}
