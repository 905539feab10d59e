package sheet

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// spool keeps what is written: a little in memory, the rest in a temporary file.
type spool struct {
	size   int64
	memory bytes.Buffer
	disk   *os.File
}

// spoolMemory is how much stays in memory, in bytes.
const spoolMemory = 1 << 20

// Write takes a piece.
func (s *spool) Write(p []byte) (int, error) {
	s.size += int64(len(p))
	if s.disk == nil && s.size <= spoolMemory {
		return s.memory.Write(p)
	}
	if s.disk == nil {
		var err error
		if s.disk, err = os.CreateTemp("", "huiyin-"); err != nil {
			return 0, err
		}
	}
	return s.disk.Write(p)
}

// copyTo writes all pieces out.
func (s *spool) copyTo(to io.Writer) error {
	if _, err := to.Write(s.memory.Bytes()); err != nil || s.disk == nil {
		return err
	}
	if _, err := s.disk.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(to, s.disk)
	return err
}

// discard gives the disk back.
func (s *spool) discard() error {
	if s.disk == nil {
		return nil
	}
	return errors.Join(s.disk.Close(), os.Remove(s.disk.Name()))
}
