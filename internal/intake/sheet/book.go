package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"huiyin/internal/fault"
)

// Limits of a workbook. Unpacked sizes are counted while reading, so that a file that lies about itself is caught as well.
const (
	maxFile     = 64 << 20
	maxUnpacked = 256 << 20
	maxStrings  = 128 << 20 // the table of shared texts is held in memory whole
	maxParts    = 10_000
	maxRows     = 50_000 // filled rows of one sheet
	maxText     = 20_000 // characters of one long text
	maxColumns  = 16_384
	maxRun      = 8 << 20 // bytes between two tags; the XML reader holds a run of text whole
)

// book is an opened workbook. Its sheets are read one row at a time; only shared texts and styles are held. It is read
// here and not through a library because the streaming readers tell neither formula nor type nor merged range of a cell.
type book struct {
	zip       *zip.Reader
	names     []sheetName
	shared    []string
	styles    []style // by cell style index
	since1904 bool
	left      int64 // bytes that may still be unpacked
	run       int64 // bytes read since the last tag
}

type sheetName struct{ name, part string }

// style is what a cell's number format means for reading.
type style struct {
	date  bool
	zeros int // width of a format made of zeros, such as 0000
}

// openBook checks that the file is a workbook and reads what all sheets share.
func openBook(r io.ReaderAt, size int64) (*book, error) {
	if err := sniff(r, size); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fault.New(fault.Invalid, "import.file.damaged", "where", "zip")
	}
	if len(z.File) > maxParts {
		return nil, tooLarge()
	}
	b := &book{zip: z, left: maxUnpacked}
	if b.part("xl/workbook.xml") == nil {
		return nil, fault.New(fault.Invalid, "import.file.not_xlsx")
	}
	rels, err := b.relations()
	if err != nil {
		return nil, err
	}
	if err := b.workbook(rels); err != nil {
		return nil, err
	}
	if err := b.readStyles(); err != nil {
		return nil, err
	}
	return b, b.readShared()
}

func tooLarge() error {
	return fault.New(fault.TooLarge, "import.file.unpacked_too_large", "megabytes", maxUnpacked>>20)
}

func (b *book) part(name string) *zip.File {
	for _, f := range b.zip.File {
		if strings.EqualFold(f.Name, name) {
			return f
		}
	}
	return nil
}

// counted passes bytes on and stops when the workbook has unpacked to more than its limit.
type counted struct {
	r io.Reader
	b *book
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.b.left -= int64(n)
	c.b.run += int64(n)
	if c.b.left < 0 || c.b.run > maxRun {
		return 0, tooLarge()
	}
	return n, err
}

// walk hands every token of a part to visit. A missing part is no error.
func (b *book) walk(name string, visit func(xml.Token) error) error {
	f := b.part(name)
	if f == nil {
		return nil
	}
	if f.UncompressedSize64 > uint64(b.left) {
		return tooLarge()
	}
	rc, err := f.Open()
	if err != nil {
		return damaged(name, err)
	}
	defer func() { _ = rc.Close() }() // read only: nothing can be lost
	d := xml.NewDecoder(counted{rc, b})
	for {
		b.run = 0
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = visit(t)
		}
		if err != nil {
			return damaged(name, err)
		}
	}
}

// damaged turns a reading error into the sentence a person can use; faults pass through.
func damaged(name string, err error) error {
	if _, ok := fault.As(err); ok || errors.Is(err, errStop) {
		return err
	}
	var c interface{ cancelled() }
	if errors.As(err, &c) {
		return err
	}
	return fault.New(fault.Invalid, "import.file.damaged", "where", path.Base(name))
}

var errStop = errors.New("stop")

func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

func (b *book) relations() (map[string]string, error) {
	rels := map[string]string{}
	err := b.walk("xl/_rels/workbook.xml.rels", func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "Relationship" {
			target := attr(e, "Target")
			if strings.HasPrefix(target, "/") {
				target = strings.TrimPrefix(target, "/")
			} else {
				target = path.Join("xl", target)
			}
			rels[attr(e, "Id")] = target
		}
		return nil
	})
	return rels, err
}

func (b *book) workbook(rels map[string]string) error {
	return b.walk("xl/workbook.xml", func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		switch e.Name.Local {
		case "workbookPr":
			v := attr(e, "date1904")
			b.since1904 = v == "1" || v == "true"
		case "sheet":
			for _, a := range e.Attr {
				if a.Name.Local == "id" && a.Name.Space != "" {
					b.names = append(b.names, sheetName{attr(e, "name"), rels[a.Value]})
				}
			}
		}
		return nil
	})
}

// readStyles learns which cell styles show dates and which pad with zeros.
func (b *book) readStyles() error {
	formats := map[int]string{}
	inside := false
	return b.walk("xl/styles.xml", func(t xml.Token) error {
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "numFmt":
				id, _ := strconv.Atoi(attr(e, "numFmtId"))
				formats[id] = attr(e, "formatCode")
			case "cellXfs":
				inside = true
			case "xf":
				if inside {
					id, _ := strconv.Atoi(attr(e, "numFmtId"))
					b.styles = append(b.styles, styleOf(id, formats[id]))
				}
			}
		case xml.EndElement:
			if e.Name.Local == "cellXfs" {
				inside = false
			}
		}
		return nil
	})
}

// styleOf judges a number format: the built-in dates (also those of East Asian editions) and written ones.
func styleOf(id int, code string) style {
	if code == "" {
		return style{date: id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58}
	}
	if strings.Trim(code, "0") == "" {
		return style{zeros: len(code)}
	}
	quoted, bracketed := false, false
	for _, r := range strings.ToLower(code) {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			bracketed = true
		case r == ']':
			bracketed = false
		case bracketed:
		case r == 'y' || r == 'd':
			return style{date: true}
		}
	}
	return style{}
}

// readShared holds the table of shared texts, without the readings (phonetic runs) that some editions add.
func (b *book) readShared() error {
	const name = "xl/sharedStrings.xml"
	if f := b.part(name); f != nil && f.UncompressedSize64 > maxStrings {
		return tooLarge() // what a part unpacks to beyond the size it names, the zip reader refuses
	}
	var now strings.Builder
	inText, inReading := false, false
	return b.walk(name, func(t xml.Token) error {
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "si":
				now.Reset()
			case "t":
				inText = true
			case "rPh":
				inReading = true
			}
		case xml.CharData:
			if inText && !inReading {
				now.Write(e)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "si":
				b.shared = append(b.shared, now.String())
			case "t":
				inText = false
			case "rPh":
				inReading = false
			}
		}
		return nil
	})
}
