package document

import (
	"archive/zip"
	"embed"
	"hash/crc32"
	"io"
	"path"

	"huiyin/internal/i18n"
)

// Mime is the media type of the files that Write makes.
const Mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// parts are the parts of a file that no paper changes: styles, settings, names of fonts with their substitutes.
//
//go:embed parts
var parts embed.FS

// firstDay is the time that every part of a file bears: 1 January 1980, the first that the format knows.
const firstDay = 1<<5 | 1

// entry is one part of a file.
type entry struct {
	name string
	body []byte
}

// Write writes a paper as a Word file (.docx). Sentences of the layout itself are in the printer's language.
func Write(to io.Writer, p Paper, say *i18n.Printer) error {
	list := []entry{{"[Content_Types].xml", contentTypes(p)}, {"_rels/.rels", nil}, {"docProps/core.xml", coreProperties(p, say)}}
	list = append(list, entry{"word/document.xml", body(p, say)}, entry{"word/_rels/document.xml.rels", relations(p)})
	for _, name := range []string{"word/styles.xml", "word/settings.xml", "word/fontTable.xml", "word/footer_odd.xml", "word/footer_even.xml"} {
		list = append(list, entry{name, nil})
	}
	if p.Letter {
		list = append(list, entry{"word/header_first.xml", letterHead(p, say)}, entry{"word/footer_first.xml", nil})
	}
	z := zip.NewWriter(to)
	for _, e := range list {
		if e.body == nil {
			raw, err := parts.ReadFile(path.Join("parts", shipped(e.name)))
			if err != nil {
				return err
			}
			e.body = raw
		}
		if err := store(z, e); err != nil {
			return err
		}
	}
	return z.Close()
}

// shipped is the name under which a fixed part is embedded: without folders, and none that begins with a dot.
func shipped(name string) string {
	if name == "_rels/.rels" {
		return "package_rels.xml"
	}
	return path.Base(name)
}

// store adds a part uncompressed: the bytes must not depend on the version of a compressor.
func store(z *zip.Writer, e entry) error {
	size := uint64(len(e.body))
	h := &zip.FileHeader{Name: e.name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(e.body), CompressedSize64: size, UncompressedSize64: size}
	//lint:ignore SA1019 CreateRaw writes the old field as it stands and does not look at Modified
	h.ModifiedDate = firstDay
	w, err := z.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = w.Write(e.body)
	return err
}
