package blob_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huiyin/internal/blob"
	"huiyin/internal/fault"
)

const author = "chenzhixing"

// unpacked is everything that can be read in a file, packed or not.
func unpacked(t *testing.T, b []byte) string {
	t.Helper()
	all := string(b)
	if z, err := zip.NewReader(bytes.NewReader(b), int64(len(b))); err == nil {
		for _, e := range z.File {
			r, err := e.Open()
			if err != nil {
				t.Fatal(err)
			}
			part, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			all += string(part)
		}
	}
	return all
}

func segment(mark byte, text string) []byte {
	b := []byte{0xff, mark, byte((len(text) + 2) >> 8), byte(len(text) + 2)}
	return append(b, text...)
}

func chunk(kind, text string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(text)))
	b = append(append(b, kind...), text...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func workbook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	if err := f.SetDocProps(&excelize.DocProperties{Creator: author, LastModifiedBy: author}); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStr("Sheet1", "A1", "content"); err != nil {
		t.Fatal(err)
	}
	if err := f.AddComment("Sheet1", excelize.Comment{Cell: "A1", Author: author, Text: "note"}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAFileWithoutItsAuthor(t *testing.T) {
	jpg, pic := picture(func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) }), picture(png.Encode)
	shot := append(append(append(bytes.Clone(jpg[:2]), segment(0xe1, "Exif "+author)...), segment(0xfe, author)...), append(jpg[2:], author...)...)
	drawn := append(append(bytes.Clone(pic[:33]), chunk("tEXt", "Author\x00"+author)...), pic[33:]...)
	word := archive("[Content_Types].xml", "<Types/>", "docProps/core.xml", "<dc:creator>"+author+"</dc:creator>",
		"word/document.xml", `<w:document><w:t>content</w:t><w:ins w:author="`+author+`" w:id="1"/></w:document>`,
		"word/comments.xml", `<w:comment w:initials="`+author+`" w:author='`+author+`'/>`)
	const pdf = "%PDF-1.4\n1 0 obj\n<< /Author (chenzhixing \\(x\\)) /Creator <6368656e> /Title (chenzhixing) >>\nendobj\n" +
		"2 0 obj\n(content)\nendobj\n<?xpacket begin=\"\"?><dc:creator>chenzhixing</dc:creator><?xpacket end=\"w\"?>\ntrailer << /Info 1 0 R >>\n%%EOF\n"
	for _, row := range []struct {
		name, kind, keeps string
		file              []byte
	}{
		{"a workbook", blob.XLSX, "content", workbook(t)},
		{"a text", blob.DOCX, "content", word},
		{"a photograph", blob.JPEG, "", shot},
		{"a drawing", blob.PNG, "", drawn},
		{"a PDF", blob.PDF, "(content)", []byte(pdf)},
	} {
		if !strings.Contains(unpacked(t, row.file), author) {
			t.Fatalf("%s does not name its author: the test would never fail", row.name)
		}
		got, err := blob.Anonymous(bytes.NewReader(row.file), row.kind)
		if err != nil {
			t.Errorf("%s: %v", row.name, err)
			continue
		}
		all := unpacked(t, got)
		if strings.Contains(all, author) || !strings.Contains(all, row.keeps) {
			t.Errorf("%s: names its author or lost its content: %.300q", row.name, all)
		}
		switch row.kind {
		case blob.JPEG, blob.PNG:
			if _, _, err := image.Decode(bytes.NewReader(got)); err != nil {
				t.Errorf("%s is broken: %v", row.name, err)
			}
		case blob.XLSX:
			f, err := excelize.OpenReader(bytes.NewReader(got))
			if err != nil {
				t.Fatal(err)
			}
			if v, err := f.GetCellValue("Sheet1", "A1"); v != "content" || err != nil {
				t.Errorf("the workbook reads %q %v", v, err)
			}
		case blob.PDF:
			if len(got) != len(pdf) {
				t.Errorf("offsets have moved: %d, want %d", len(got), len(pdf))
			}
		}
	}
}

func TestWhatCannotBeCleanedIsWithheld(t *testing.T) {
	for name, text := range map[string]string{
		"encrypted":          "%PDF-1.4\n1 0 obj\n<< /Author (x) >>\nendobj\ntrailer << /Info 1 0 R /Encrypt 2 0 R >>",
		"a file inside":      "%PDF-1.7\n1 0 obj\n<< /Type /EmbeddedFile /Length 3 >>\nstream\nabc\nendstream\nendobj\ntrailer << >>",
		"packed properties":  "%PDF-1.5\n<< /Type /XRef /Info 7 0 R >>\n<< /Type /ObjStm >>",
		"packed description": "%PDF-1.5\n<< /Type /Catalog /Metadata 4 0 R >>",
		"packed and silent":  "%PDF-1.5\n<< /Type /ObjStm >>",
	} {
		if _, err := blob.Anonymous(strings.NewReader(text), blob.PDF); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, kind := range []string{blob.DOCX, blob.XLSX, blob.JPEG, blob.PNG, "text/plain"} {
		if _, err := blob.Anonymous(strings.NewReader("no such file"), kind); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}
