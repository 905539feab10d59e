package sheet

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// orderedZip writes the files of a workbook in the order of their names: excelize hands its sheets over in no order, and a report that is made
// again must be the same file. It keeps large ones on the disk meanwhile, and is written out by itself: excelize would keep the whole in memory.
type orderedZip struct{ files []*zipFile }

type zipFile struct {
	head zip.FileHeader
	body spool // compressed
	pack *flate.Writer
}

// Create begins a file; it may be written until the next one begins.
func (z *orderedZip) Create(name string) (io.Writer, error) {
	if err := z.Close(); err != nil {
		return nil, err
	}
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

// Close ends the last file that was begun.
func (z *orderedZip) Close() error {
	if len(z.files) == 0 {
		return nil
	}
	f := z.files[len(z.files)-1]
	if f.pack == nil {
		return nil
	}
	err := f.pack.Close()
	f.pack = nil
	return err
}

// WriteTo writes everything out.
func (z *orderedZip) WriteTo(to io.Writer) (int64, error) {
	slices.SortFunc(z.files, func(a, b *zipFile) int { return strings.Compare(a.head.Name, b.head.Name) })
	counted := &counter{to: to}
	w := zip.NewWriter(counted)
	for _, f := range z.files {
		f.head.CompressedSize64 = uint64(f.body.size)
		part, err := w.CreateRaw(&f.head)
		if err != nil {
			return counted.n, err
		}
		if err := f.body.copyTo(part); err != nil {
			return counted.n, err
		}
	}
	err := w.Close()
	return counted.n, err
}

// discard gives the disk back.
func (z *orderedZip) discard() error {
	var errs []error
	for _, f := range z.files {
		errs = append(errs, f.body.discard())
	}
	return errors.Join(errs...)
}

type counter struct {
	to io.Writer
	n  int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	c.n += int64(n)
	return n, err
}
