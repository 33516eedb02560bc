/// Whether a title is not an article's: `File:Cover.jpg`, but not `Moreta: Dragonlady of Pern`.
func isInOtherNamespace(_ title: String) -> Bool {
  guard let colon = title.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
  // `:Category:Novels` links to the category instead of putting the page into it.
  if colon == title.startIndex { return true }
  return namespaces.contains(title[..<colon].lowercased())
}

/// The names of the namespaces other than that of articles, in lower case: the English ones, which
/// every wiki knows, and those of the larger wikis. Prefixes of sister projects stand here too.
private let namespaces: Set<String> = {
  let subjects = """
    media|special|user|wikipedia|wp|project|file|image|mediawiki|template|help|category|portal|draft|\
    timedtext|module|book|education program|gadget|gadget definition|event|talk
    spezial|benutzer|benutzerin|datei|bild|vorlage|hilfe|kategorie|modul|diskussion
    spécial|utilisateur|utilisatrice|wikipédia|fichier|modèle|aide|catégorie|portail|référence|\
    discussion|projet
    especial|usuario|usuaria|archivo|imagen|plantilla|ayuda|categoría|anexo|discusión
    служебная|участник|участница|википедия|файл|шаблон|справка|категория|портал|проект|обсуждение
    speciale|utente|immagine|aiuto|categoria|portale|progetto|discussione
    speciaal|gebruiker|bestand|afbeelding|sjabloon|categorie|overleg
    usuário|usuária|wikipédia|ficheiro|arquivo|imagem|predefinição|ajuda|discussão|anexo
    specjalna|wikipedysta|wikipedystka|plik|grafika|szablon|pomoc|dyskusja|wikiprojekt
    användare|fil|bild|mall|hjälp|kategori|portal|diskussion
    特別|利用者|ファイル|画像|テンプレート|カテゴリ|ノート
    wikt|wiktionary|wikisource|wikiquote|wikibooks|wikinews|wikiversity|wikivoyage|wikidata|commons|\
    meta|species|doi|hdl|d|s|q|b|n|v|c|m
    """
  let names = subjects.split { $0 == "|" || $0 == "\n" }.map(String.init)
  return Set(names + names.map { $0 + " talk" })
}()
