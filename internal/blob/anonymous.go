package blob

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"regexp"
	"strings"

	"huiyin/internal/fault"
)

// Anonymous returns a file without what programs write into it about its author: document properties, authors of comments and
// changes, camera data. What cannot be cleaned for certain is a fault of kind Forbidden: it is better withheld than leaked.
func Anonymous(r io.Reader, kind string) ([]byte, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	switch kind {
	case DOCX, XLSX:
		return cleanOffice(b)
	case JPEG:
		return cleanJPEG(b)
	case PNG:
		return cleanPNG(b)
	case PDF:
		return cleanPDF(b)
	}
	return nil, withheld()
}

func withheld() error { return fault.New(fault.Forbidden, "blob.withheld") }

// properties stand for every part of an office document that only describes it.
var properties = map[string]string{
	"core.xml":   `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>`,
	"app.xml":    `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>`,
	"custom.xml": `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>`,
}

// signed are the places in the parts of an office document that name who wrote, commented or changed.
var signed = []struct {
	find *regexp.Regexp
	put  string
}{
	{regexp.MustCompile(`(\s(?:\w+:)?(?:author|initials|userId|providerId|displayName|lastModifiedBy|userName)=)("[^"]*"|'[^']*')`), `${1}""`},
	{regexp.MustCompile(`(<(?:\w+:)?author(?:\s[^>]*)?>)[^<]*`), `${1}`},
}

func cleanOffice(b []byte) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, withheld()
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range in.File {
		content, err := cleanPart(e)
		if err != nil {
			return nil, err
		}
		part, err := w.CreateHeader(&zip.FileHeader{Name: e.Name, Method: e.Method})
		if err != nil {
			return nil, err
		}
		if _, err := part.Write(content); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func cleanPart(e *zip.File) ([]byte, error) {
	if path.Dir(e.Name) == "docProps" {
		return []byte(properties[path.Base(e.Name)]), nil // a thumbnail becomes empty
	}
	r, err := e.Open()
	if err != nil {
		return nil, withheld()
	}
	defer r.Close()
	content, err := io.ReadAll(io.LimitReader(r, maxUnpacked))
	if err != nil {
		return nil, withheld()
	}
	switch ext := strings.ToLower(path.Ext(e.Name)); ext {
	case ".xml":
		for _, s := range signed {
			content = s.find.ReplaceAll(content, []byte(s.put))
		}
	case ".jpg", ".jpeg":
		return cleanJPEG(content)
	case ".png":
		return cleanPNG(content)
	}
	return content, nil
}

// cleanJPEG leaves out the segments of applications (all but the picture's own kind and its colours) and comments.
func cleanJPEG(b []byte) ([]byte, error) {
	if len(b) < 4 || b[0] != 0xff || b[1] != 0xd8 {
		return nil, withheld()
	}
	out := append(make([]byte, 0, len(b)), b[:2]...)
	for at := 2; at+4 <= len(b); {
		mark, size := b[at+1], int(b[at+2])<<8|int(b[at+3])
		end := at + 2 + size
		if b[at] != 0xff || size < 2 || end > len(b) {
			return nil, withheld()
		}
		described := mark >= 0xe1 && mark <= 0xef && mark != 0xe2 && mark != 0xee || mark == 0xfe
		if mark == 0xda { // the picture itself: to the end of it, nothing behind
			last := bytes.LastIndex(b, []byte{0xff, 0xd9})
			if last < end {
				return nil, withheld()
			}
			return append(out, b[at:last+2]...), nil
		}
		if !described {
			out = append(out, b[at:end]...)
		}
		at = end
	}
	return nil, withheld()
}

// cleanPNG leaves out texts, camera data and the time of the last change.
func cleanPNG(b []byte) ([]byte, error) {
	const head = 8
	if len(b) < head {
		return nil, withheld()
	}
	out := append(make([]byte, 0, len(b)), b[:head]...)
	for at := head; at+12 <= len(b); {
		size := int(b[at])<<24 | int(b[at+1])<<16 | int(b[at+2])<<8 | int(b[at+3])
		end := at + 12 + size
		if size < 0 || end > len(b) {
			return nil, withheld()
		}
		kind := string(b[at+4 : at+8])
		if kind != "tEXt" && kind != "zTXt" && kind != "iTXt" && kind != "eXIf" && kind != "tIME" {
			out = append(out, b[at:end]...)
		}
		if kind == "IEND" {
			return out, nil
		}
		at = end
	}
	return nil, withheld()
}

var (
	pdfInfo     = regexp.MustCompile(`/Info\s+(\d+)\s+(\d+)\s+R`)
	pdfMetadata = regexp.MustCompile(`/Metadata\s+\d+\s+\d+\s+R`)
	pdfTold     = regexp.MustCompile(`/(?:Author|Creator|Producer|Title|Subject|Keywords|Company|Manager|SourceModified)\s*(\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|<[0-9A-Fa-f\s]*>)`)
	pdfHolds    = regexp.MustCompile(`/EmbeddedFiles?\b`)
	pdfPacket   = regexp.MustCompile(`(?s)<\?xpacket begin=.*?<\?xpacket end=[^>]*\?>`)
)

// cleanPDF blanks properties in place, so that every offset stays. Encrypted or packed properties cannot be reached, nor those of files inside it: the
// file is withheld.
func cleanPDF(b []byte) ([]byte, error) {
	if bytes.Contains(b, []byte("/Encrypt")) || pdfHolds.Match(b) {
		return nil, withheld()
	}
	for _, m := range pdfInfo.FindAllSubmatch(b, -1) {
		if !regexp.MustCompile(`(?:^|[\r\n\s])` + string(m[1]) + `\s+` + string(m[2]) + `\s+obj`).Match(b) {
			return nil, withheld()
		}
	}
	packets := pdfPacket.FindAllIndex(b, -1)
	if len(packets) == 0 && pdfMetadata.Match(b) {
		return nil, withheld()
	}
	if bytes.Contains(b, []byte("/ObjStm")) && len(pdfInfo.FindAll(b, -1)) == 0 {
		return nil, withheld()
	}
	out := bytes.Clone(b)
	for _, p := range packets {
		blank(out[p[0]:p[1]])
	}
	for _, m := range pdfTold.FindAllSubmatchIndex(out, -1) {
		blank(out[m[2]+1 : m[3]-1])
	}
	return out, nil
}

func blank(b []byte) {
	for i := range b {
		b[i] = ' '
	}
}
