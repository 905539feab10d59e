package blob_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"huiyin/internal/blob"
	"huiyin/internal/fault"
)

var ctx = context.Background()

func open(t *testing.T) (*blob.Dir, string) {
	t.Helper()
	root := filepath.Join(t.TempDir(), "files")
	d, err := blob.OpenDir(root)
	if err != nil {
		t.Fatal(err)
	}
	return d, root
}

// archive makes an office document of entries; a size stands for so many zeros.
func archive(entries ...any) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		w, _ := z.Create(entries[i].(string))
		switch v := entries[i+1].(type) {
		case string:
			_, _ = io.WriteString(w, v)
		case int:
			_, _ = io.Copy(w, io.LimitReader(zeros{}, int64(v)))
		}
	}
	_ = z.Close()
	return b.Bytes()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func picture(encode func(io.Writer, image.Image) error) []byte {
	var b bytes.Buffer
	_ = encode(&b, image.NewGray(image.Rect(0, 0, 3, 2)))
	return b.Bytes()
}

var (
	pdf  = []byte("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
	docx = archive("[Content_Types].xml", "<Types/>", "word/document.xml", "<w:document/>")
	late = archive("docProps/"+strings.Repeat("x", 60)+".xml", strings.Repeat("ab12", 20), "[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook/>")
	jpg  = picture(func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) })
	pngs = picture(png.Encode)
)

func TestPut(t *testing.T) {
	huge := bytes.Clone(pngs)
	copy(huge[16:], []byte{0, 1, 0, 0, 0, 1, 0, 0}) // says it is 65536 pixels wide and high
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	many := make([]any, 0, 4100)
	for range 2050 {
		many = append(many, "word/document.xml", "")
	}
	for name, c := range map[string]struct {
		file    string
		content []byte
		want    string // type, or key of the complaint
	}{
		"pdf":                          {"方案.pdf", pdf, blob.PDF},
		"pdf that speaks of locks":     {"a.pdf", append(slices.Clone(pdf), "(/Encrypt) /EncryptMetadata true"...), blob.PDF},
		"word":                         {"答复.DOCX", docx, blob.DOCX},
		"excel, its sheet far behind":  {"表.xlsx", late, blob.XLSX},
		"jpg":                          {"a.jpg", jpg, blob.JPEG},
		"jpeg":                         {"a.jpeg", jpg, blob.JPEG},
		"png":                          {"../../etc/a.png", pngs, blob.PNG},
		"nothing":                      {"a.pdf", nil, "blob.empty"},
		"a program":                    {"a.exe", []byte("MZ\x90\x00\x03"), "blob.type"},
		"a program called pdf":         {"a.pdf", []byte("MZ\x90\x00\x03"), "blob.type"},
		"a page":                       {"a.html", []byte("<html><script>alert(1)</script>"), "blob.type"},
		"a picture with a script":      {"a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "blob.type"},
		"plain zip":                    {"a.zip", archive("a.txt", "x"), "blob.type"},
		"plain zip called docx":        {"a.docx", archive("a.txt", "x"), "blob.type"},
		"old word":                     {"a.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "blob.type"},
		"no extension":                 {"pdf", pdf, "blob.type"},
		"pdf called exe":               {"a.exe", pdf, "blob.type"},
		"word called excel":            {"a.xlsx", docx, "blob.lie"},
		"pdf called jpg":               {"a.jpg", pdf, "blob.lie"},
		"locked":                       {"a.pdf", append(slices.Clone(pdf), "\ntrailer <</Root 1 0 R /Encrypt 4 0 R>>"...), "blob.locked"},
		"locked at a seam":             {"a.pdf", append(append(slices.Clone(pdf), strings.Repeat("x", 64<<10-len(pdf)-6)...), "/Encrypt<</Filter/Standard>>"...), "blob.locked"},
		"a pdf and an archive":         {"a.pdf", append(slices.Clone(pdf), docx...), "blob.twofold"},
		"a picture and an archive":     {"a.png", append(slices.Clone(pngs), archive("a.exe", "MZ")...), "blob.twofold"},
		"a photograph and an archive":  {"a.jpg", append(slices.Clone(jpg), archive("a.exe", "MZ")...), "blob.twofold"},
		"a pdf that says PK":           {"a.pdf", append(slices.Clone(pdf), "PK\x05\x06"+strings.Repeat("\x00", 18)...), blob.PDF},
		"a form that counts":           {"a.pdf", append(slices.Clone(pdf), "<</S/JavaScript/JS(this.calculate)>>"...), blob.PDF},
		"macros":                       {"a.docx", archive("word/document.xml", "x", "word/vbaProject.bin", "x"), "blob.macros"},
		"unpacks to 300 MB":            {"a.docx", archive("word/document.xml", 100<<20, "word/b.xml", 100<<20, "word/c.xml", 100<<20), "blob.bomb"},
		"thousands of entries":         {"a.docx", archive(many...), "blob.bomb"},
		"cut in the middle":            {"a.docx", docx[:len(docx)-30], "blob.broken"},
		"a picture of four gigapixels": {"a.png", huge, "blob.bomb"},
		"a picture of a head":          {"a.jpg", jpg[:20], "blob.broken"},
	} {
		t.Run(name, func(t *testing.T) {
			d, root := open(t)
			f, err := d.Put(ctx, c.file, bytes.NewReader(c.content))
			if !strings.HasPrefix(c.want, "blob.") {
				if err != nil || f.Type != c.want || f.Size != int64(len(c.content)) {
					t.Fatal(f, err)
				}
				r, err := d.Open(f.Hash)
				if err != nil {
					t.Fatal(err)
				}
				defer r.Close()
				if got, _ := io.ReadAll(r); !bytes.Equal(got, c.content) {
					t.Error("other content came back")
				}
				return
			}
			kind := fault.Invalid
			if c.want == "blob.bomb" {
				kind = fault.TooLarge
			}
			e, ok := fault.As(err)
			if !ok || e.Kind != kind || e.Fields[0].Key != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
			left(t, root, 0)
		})
	}
}

// left checks how many files of any sort are in the folder.
func left(t *testing.T, root string, want int) {
	t.Helper()
	n := 0
	_ = filepath.WalkDir(root, func(_ string, e os.DirEntry, _ error) error {
		if !e.IsDir() {
			n++
		}
		return nil
	})
	if n != want {
		t.Errorf("%d files are left, want %d", n, want)
	}
}

func TestTooLargeIsRefusedWhileReading(t *testing.T) {
	d, root := open(t)
	_, err := d.Put(ctx, "a.pdf", io.MultiReader(bytes.NewReader(pdf), zeros{})) // has no end
	if !fault.Is(err, fault.TooLarge) {
		t.Error(err)
	}
	left(t, root, 0)
	d.Limit = int64(len(pdf))
	if _, err := d.Put(ctx, "a.pdf", bytes.NewReader(pdf)); err != nil {
		t.Error("just the limit:", err)
	}
}

func TestABrokenUploadLeavesNothing(t *testing.T) {
	d, root := open(t)
	cut := errors.New("connection lost")
	if _, err := d.Put(ctx, "a.pdf", io.MultiReader(bytes.NewReader(pdf), iotest.ErrReader(cut))); !errors.Is(err, cut) {
		t.Error(err)
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := d.Put(gone, "a.pdf", bytes.NewReader(pdf)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	left(t, root, 0)
}

func TestTheSameFileIsKeptOnce(t *testing.T) {
	d, root := open(t)
	a, err := d.Put(ctx, "a.pdf", bytes.NewReader(pdf))
	b, err2 := d.Put(ctx, "b.pdf", bytes.NewReader(pdf))
	if err != nil || err2 != nil || a != b {
		t.Error(a, b, err, err2)
	}
	left(t, root, 1)
	n := 0
	if err := d.Each(func(hash string, size int64) error {
		n++
		if hash != a.Hash || size != a.Size {
			t.Error(hash, size)
		}
		return d.Verify(ctx, hash)
	}); err != nil || n != 1 {
		t.Error(n, err)
	}
}

func TestOnlyHashesAreOpened(t *testing.T) {
	d, root := open(t)
	if err := os.WriteFile(filepath.Join(root, "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, h := range []string{"", "../secret", "secret", strings.Repeat("0", 64), strings.Repeat("A", 64), strings.Repeat("../", 22)} {
		if _, err := d.Open(h); !fault.Is(err, fault.NotFound) {
			t.Errorf("%q: %v", h, err)
		}
	}
}

func TestDamageIsFound(t *testing.T) {
	d, root := open(t)
	f, err := d.Put(ctx, "a.pdf", bytes.NewReader(pdf))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, f.Hash[:2], f.Hash)
	_ = os.Chmod(path, 0o600)
	if err := os.WriteFile(path, append([]byte("x"), pdf[1:]...), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.Verify(ctx, f.Hash); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
	if _, err := d.Restore(ctx, strings.Repeat("0", 64), bytes.NewReader(pdf)); !fault.Is(err, fault.Invalid) {
		t.Error("a backup that lies:", err)
	}
	left(t, root, 1)
}
