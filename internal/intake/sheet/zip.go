package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// orderedZip writes the files of a workbook in the order of their names: excelize hands its sheets over in no order, and a report that is made
// again must be the same file.
type orderedZip struct {
	to    io.Writer
	files []*zipFile
}

type zipFile struct {
	head zip.FileHeader
	body bytes.Buffer // compressed
	pack *flate.Writer
}

func newOrderedZip(to io.Writer) excelize.ZipWriter { return &orderedZip{to: to} }

// Create begins a file; it may be written until the next one begins.
func (z *orderedZip) Create(name string) (io.Writer, error) {
	f := &zipFile{head: zip.FileHeader{Name: name, Method: zip.Deflate}}
	var err error
	f.pack, err = flate.NewWriter(&f.body, flate.DefaultCompression)
	z.files = append(z.files, f)
	return f, err
}

// Write takes a piece of the file.
func (f *zipFile) Write(p []byte) (int, error) {
	f.head.CRC32 = crc32.Update(f.head.CRC32, crc32.IEEETable, p)
	f.head.UncompressedSize64 += uint64(len(p))
	return f.pack.Write(p)
}

// AddFS is not needed by workbooks.
func (z *orderedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes everything out.
func (z *orderedZip) Close() error {
	slices.SortFunc(z.files, func(a, b *zipFile) int { return strings.Compare(a.head.Name, b.head.Name) })
	w := zip.NewWriter(z.to)
	for _, f := range z.files {
		if err := f.pack.Close(); err != nil {
			return err
		}
		f.head.CompressedSize64 = uint64(f.body.Len())
		to, err := w.CreateRaw(&f.head)
		if err != nil {
			return err
		}
		if _, err := f.body.WriteTo(to); err != nil {
			return err
		}
	}
	return w.Close()
}
