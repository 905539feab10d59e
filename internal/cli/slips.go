package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/intake"
)

// slipFile is where first passwords are kept. It is opened before any is made, and written before their accounts are there: a password that cannot
// be kept must not come into being.
type slipFile struct {
	file            *os.File
	written, needed bool
}

// openSlips makes the file; one that exists is not overwritten.
func openSlips(path string) (*slipFile, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, fault.New(fault.Invalid, "store.file_exists", "file", path)
	}
	if err != nil {
		return nil, fault.New(fault.Invalid, "cli.no_file", "file", path)
	}
	return &slipFile{file: f}, nil
}

// keep writes the slips in the place of any it was given before.
func (s *slipFile) keep(list []intake.Slip, say *i18n.Printer) error {
	s.written = len(list) > 0
	_, err := s.file.Seek(0, io.SeekStart)
	if err := errors.Join(err, s.file.Truncate(0)); err != nil {
		return err
	}
	return errors.Join(intake.WriteSlips(s.file, list, say), s.file.Sync())
}

// made says that the accounts of the slips are there.
func (s *slipFile) made() { s.needed = s.written }

// close removes the file unless there are accounts that need it.
func (s *slipFile) close() {
	_ = s.file.Close() // what was kept is on the disk
	if !s.needed {
		_ = os.Remove(s.file.Name())
	}
}
