/// Whether a text of an export is the line that says when a post was changed, "Updated Jun 22, 2016
/// 6:24:44 pm", in whatever language the export is.
///
/// It is the post's own date, to the second, and a word or two; or, where the change was later, one
/// of the known words and any date.
package func isUpdateLine(_ text: String, date: String) -> Bool {
  // Most texts are ruled out by this alone.
  guard text.utf8.count <= 200, text.utf8.contains(where: { (0x30...0x39).contains($0) }) else {
    return false
  }
  let text = collapsed(text)
  if let rest = rest(of: text, around: date) {
    return rest.count <= 40 && !rest.contains(where: \.isNumber)
  }
  let lower = text.lowercased()
  // The longest comes first, so that "đã" does not stay behind.
  guard let word = updateWords.first(where: { $0.pattern.isFound(in: lower) }) else { return false }
  return facebookDate(lower.replacing(word.text, with: " ")) != nil
}

/// What a text has beside `date` at one of its ends; nil if it has not.
private func rest(of text: String, around date: String) -> Substring? {
  guard !date.isEmpty else { return nil }
  if text.hasSuffix(date) { return text.dropLast(date.count) }
  return text.hasPrefix(date) ? text.dropFirst(date.count) : nil
}

/// What "updated" is called, longer forms before those within them.
private let updateWords: [(text: String, pattern: BytePattern)] = [
  "updated", "mise à jour", "mis à jour", "modifié", "actualisé", "aktualisiert", "geändert",
  "đã cập nhật", "cập nhật", "actualizado", "actualizada", "atualizado", "atualizada",
  "aggiornato", "aggiornata", "bijgewerkt", "uppdaterad", "opdateret", "zaktualizowano",
  "güncellendi", "обновлено", "оновлено", "diperbarui", "업데이트됨", "업데이트", "更新日時", "已更新", "更新しました",
  "更新",
].map { ($0, BytePattern($0)) }
