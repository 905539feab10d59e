package cli

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"

	"huiyin/internal/fault"
)

// wholeFile lets do write a file that is there whole or not at all: it is written beside its place and takes it at the end, so that a full disk
// or a refusal leaves what was there before. What is no regular file, such as a pipe, is written as it stands.
func wholeFile(path string, mode fs.FileMode, do func(io.Writer) error) error {
	part, place := path+".part", true
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		part, place = path, false
	}
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, mode)
	if err != nil {
		return fault.New(fault.Unavailable, "cli.no_file", "file", path)
	}
	b := bufio.NewWriter(f)
	err = do(b)
	if err == nil {
		err = b.Flush()
	}
	if !place {
		return errors.Join(err, f.Close())
	}
	defer func() { _ = os.Remove(part) }() // no effect once it has its place
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(part, path)
}
