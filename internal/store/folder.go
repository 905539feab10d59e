package store

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"huiyin/internal/fault"
)

// saveFolder copies the regular files of a folder, each up to the length it has now: they may be growing.
func (m *Manifest) saveFolder(z *zip.Writer, f Folder) error {
	return fs.WalkDir(f.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == "." {
			return nil // no such folder: nothing to save
		}
		if err != nil || !d.Type().IsRegular() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		in, err := f.FS.Open(path)
		if err != nil {
			return err
		}
		defer in.Close()
		info, err := in.Stat()
		if err != nil {
			return err
		}
		name := f.Name + "/" + path
		out, err := z.Create("others/" + name)
		if err != nil {
			return err
		}
		h := sha256.New()
		n, err := io.Copy(io.MultiWriter(out, h), io.LimitReader(in, info.Size()))
		m.Others = append(m.Others, OtherSum{name, n, hex.EncodeToString(h.Sum(nil))})
		return err
	})
}

// RestoreFolder writes the files of one folder of a backup into dir, which must not hold files of these names. It returns how many.
func RestoreFolder(r io.ReaderAt, size int64, name, dir string) (int, error) {
	a, err := openArchive(r, size)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, o := range a.Others {
		path, ok := strings.CutPrefix(o.Name, name+"/")
		if !ok {
			continue
		}
		if !fs.ValidPath(path) || strings.Contains(path, `\`) {
			return n, damaged(o.Name)
		}
		to := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return n, err
		}
		f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if errors.Is(err, fs.ErrExist) {
			return n, fault.New(fault.Conflict, "store.file_exists", "file", to)
		}
		if err != nil {
			return n, err
		}
		if err := errors.Join(a.copyOther(o, f), f.Sync(), f.Close()); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (a *archive) copyOther(o OtherSum, w io.Writer) error {
	in, err := a.open("others/" + o.Name)
	if err != nil {
		return err
	}
	defer in.Close()
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(w, h), in)
	if err != nil || n != o.Size || hex.EncodeToString(h.Sum(nil)) != o.SHA256 {
		return damaged("others/" + o.Name)
	}
	return nil
}
