package sheet

import (
	"bytes"
	"io"

	"huiyin/internal/fault"
)

// NoWorkbook tells of a file that is no .xlsx workbook what it is, and how to make one of it.
func NoWorkbook(r io.ReaderAt, size int64) error {
	if err := sniff(r, size); err != nil {
		return err
	}
	return fault.New(fault.Invalid, "import.file.not_xlsx") // an archive of another kind
}

// sniff tells by content, never by name, why a file is not a workbook that can be read.
func sniff(r io.ReaderAt, size int64) error {
	switch {
	case size <= 0:
		return fault.New(fault.Invalid, "import.file.empty")
	case size > maxFile:
		return fault.New(fault.TooLarge, "import.file.too_large", "megabytes", maxFile>>20)
	}
	head := make([]byte, 8)
	n, err := r.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return err
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return nil
	case bytes.Equal(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return sniffCompound(r, size)
	}
	return fault.New(fault.Invalid, "import.file.not_xlsx")
}

// sniffCompound tells a password-protected workbook from an old .xls: both are OLE compound files, but only the first
// has a stream of this name.
func sniffCompound(r io.ReaderAt, size int64) error {
	var name []byte
	for _, c := range []byte("EncryptedPackage") {
		name = append(name, c, 0)
	}
	buf := make([]byte, 1<<16)
	for at := int64(0); at < size; at += int64(len(buf) - len(name)) {
		n, err := r.ReadAt(buf, at)
		if bytes.Contains(buf[:n], name) {
			return fault.New(fault.Invalid, "import.file.encrypted")
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	return fault.New(fault.Invalid, "import.file.old_xls")
}
