package document

import "huiyin/internal/i18n"

// reference is one part that the text refers to, by its relation and media type.
type reference struct{ id, kind, file, mime string }

// references are the parts beside the text, each under its own relation.
func references(p Paper) []reference {
	list := []reference{
		{"rId1", "styles", "styles.xml", "styles"},
		{"rId2", "settings", "settings.xml", "settings"},
		{"rId3", "fontTable", "fontTable.xml", "fontTable"},
		{"rId4", "footer", "footer_odd.xml", "footer"},
		{"rId5", "footer", "footer_even.xml", "footer"},
	}
	if p.Letter {
		list = append(list, reference{"rId6", "header", "header_first.xml", "header"}, reference{"rId7", "footer", "footer_first.xml", "footer"})
	}
	return list
}

func contentTypes(p Paper) []byte {
	const word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	var m markup
	m.put(declaration, `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`,
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>`,
		`<Override PartName="/word/document.xml" ContentType="`, word, `document.main+xml"/>`)
	for _, r := range references(p) {
		m.put(`<Override PartName="/word/`, r.file, `" ContentType="`, word, r.mime, `+xml"/>`)
	}
	m.put("</Types>")
	return []byte(m.String())
}

func relations(p Paper) []byte {
	var m markup
	m.put(declaration, `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, r := range references(p) {
		m.put(`<Relationship Id="`, r.id, `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/`, r.kind, `" Target="`, r.file, `"/>`)
	}
	m.put("</Relationships>")
	return []byte(m.String())
}

// coreProperties say what the paper is called and in which language it is, and no name or time.
func coreProperties(p Paper, say *i18n.Printer) []byte {
	var m markup
	m.put(declaration, `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">`,
		"<dc:title>", text(p.Heading), "</dc:title><dc:creator></dc:creator><dc:language>", text(say.Lang()), "</dc:language>",
		"<cp:lastModifiedBy></cp:lastModifiedBy></cp:coreProperties>")
	return []byte(m.String())
}
