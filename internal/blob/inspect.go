package blob

import (
	"archive/zip"
	"errors"
	"image"
	_ "image/jpeg" // sizes of pictures
	_ "image/png"
	"io"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"huiyin/internal/fault"
)

// The accepted types.
const (
	PDF  = "application/pdf"
	DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	JPEG = "image/jpeg"
	PNG  = "image/png"
)

var extensions = map[string][]string{PDF: {".pdf"}, DOCX: {".docx"}, XLSX: {".xlsx"}, JPEG: {".jpg", ".jpeg"}, PNG: {".png"}}

// Bounds on what a small file may turn into when it is opened.
const (
	maxUnpacked = 200 << 20 // bytes of all entries of an office document
	maxEntries  = 2000
	maxPixels   = 100 << 20
)

// TypeOf tells by its content what a stored file is: its MIME type, and the extension that its name has. What is none of the accepted types is bytes
// without one. Errors are those of reading.
func TypeOf(f *os.File) (kind, ext string, err error) {
	info, err := f.Stat()
	if err != nil {
		return "", "", err
	}
	kind, err = kindOf(f, info.Size())
	if _, refused := fault.As(err); refused || err == nil && kind == "" {
		return "application/octet-stream", "", nil
	}
	if err != nil {
		return "", "", err
	}
	return kind, extensions[kind][0], nil
}

// kindOf decides by content; empty for what is not accepted.
func kindOf(f io.ReaderAt, size int64) (string, error) {
	found, err := mimetype.DetectReader(io.NewSectionReader(f, 0, min(size, 3072)))
	if err != nil {
		return "", err
	}
	switch {
	case found.Is(PDF):
		return PDF, nil
	case found.Is(JPEG):
		return JPEG, nil
	case found.Is(PNG):
		return PNG, nil
	case isZip(found):
		return office(f, size)
	}
	return "", nil
}

// inspect decides by content, and then asks whether the name agrees.
func inspect(f io.ReaderAt, size int64, name string) (string, error) {
	kind, err := kindOf(f, size)
	if err != nil {
		return "", err
	}
	ext := strings.ToLower(path.Ext(name))
	if kind == "" || !accepted(ext) {
		return "", fault.OnField("file", "blob.type")
	}
	if !slices.Contains(extensions[kind], ext) {
		return "", fault.OnField("file", "blob.lie", "name", ext, "content", extensions[kind][0])
	}
	if kind != DOCX && kind != XLSX && hidesArchive(f, size) {
		return "", fault.OnField("file", "blob.twofold")
	}
	if kind == PDF {
		switch locked, err := encrypted(io.NewSectionReader(f, 0, size)); {
		case err != nil:
			return "", err
		case locked:
			return "", fault.OnField("file", "blob.locked")
		}
	}
	if kind == JPEG || kind == PNG {
		c, _, err := image.DecodeConfig(io.NewSectionReader(f, 0, size))
		if err != nil {
			return "", fault.OnField("file", "blob.broken")
		}
		if int64(c.Width)*int64(c.Height) > maxPixels {
			return "", bomb()
		}
	}
	return kind, nil
}

// lock is how the trailer of a PDF names what its content is encrypted with. The trailer itself never is.
var lock = regexp.MustCompile(`/Encrypt\s*(\d+\s+\d+\s+R|<<)`)

// encrypted reports whether a PDF is encrypted: nobody could look at what is in it before it goes to units or the public. One that only forbids
// printing is encrypted too.
func encrypted(r io.Reader) (bool, error) {
	const overlap = 64 // longer than what is looked for
	buf, kept := make([]byte, 64<<10), 0
	for {
		n, err := io.ReadFull(r, buf[kept:])
		got := buf[:kept+n]
		if lock.Match(got) {
			return true, nil
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return false, nil
		case err != nil:
			return false, err
		}
		kept = copy(buf, got[len(got)-overlap:])
	}
}

// hidesArchive reports whether a file that is no archive can be opened as one: archives are read from their end, everything else from its beginning.
func hidesArchive(f io.ReaderAt, size int64) bool {
	z, err := zip.NewReader(f, size)
	return err == nil && len(z.File) > 0
}

// bomb refuses a file that is larger opened than it may be.
func bomb() error {
	return &fault.Error{Kind: fault.TooLarge, Key: "fault.check_fields", Fields: []fault.Field{{Name: "file", Key: "blob.bomb"}}}
}

func accepted(ext string) bool {
	for _, list := range extensions {
		if slices.Contains(list, ext) {
			return true
		}
	}
	return false
}

func isZip(m *mimetype.MIME) bool {
	for ; m != nil; m = m.Parent() {
		if m.Is("application/zip") {
			return true
		}
	}
	return false
}

// office tells Word from Excel by what is inside, refuses macros, and unpacks everything once: what the archive says about its
// sizes may be untrue.
func office(f io.ReaderAt, size int64) (string, error) {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return "", fault.OnField("file", "blob.broken")
	}
	if len(z.File) > maxEntries {
		return "", bomb()
	}
	kind := ""
	left := int64(maxUnpacked)
	for _, e := range z.File {
		switch {
		case e.Name == "word/document.xml":
			kind = DOCX
		case e.Name == "xl/workbook.xml":
			kind = XLSX
		case strings.EqualFold(path.Base(e.Name), "vbaProject.bin"):
			return "", fault.OnField("file", "blob.macros")
		}
		n, err := unpack(e, left)
		if err != nil {
			return "", fault.OnField("file", "blob.broken")
		}
		if left -= n; left < 0 {
			return "", bomb()
		}
	}
	return kind, nil
}

// unpack returns how many bytes an entry gives, reading at most one more than left.
func unpack(e *zip.File, left int64) (int64, error) {
	if int64(e.UncompressedSize64) > left {
		return left + 1, nil
	}
	r, err := e.Open()
	if err != nil {
		return 0, err
	}
	defer r.Close()
	return io.Copy(io.Discard, io.LimitReader(r, left+1))
}
