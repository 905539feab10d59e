// Package blob keeps files by the SHA-256 of their content in a folder. The same file is kept once, a name given by a person never
// becomes a path, and a file is either there whole or not at all. Who may read one is decided by the case it belongs to.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"huiyin/internal/fault"
)

// MaxSize is the largest file accepted by default, in bytes.
const MaxSize = 20 << 20

// Dir is a folder of files. It is safe for concurrent use, also by several programs.
type Dir struct {
	Limit int64 // largest file in bytes

	// Noted is told of a file before it takes its place, and whether it is there already. It may wait for somebody who is removing the file.
	Noted func(ctx context.Context, hash string, there bool) error

	root string
}

// File is a stored file.
type File struct {
	Hash string // SHA-256 in lower-case hexadecimal
	Size int64
	Type string // MIME type by content; one of the accepted ones
}

// OpenDir makes the folder when it is not there.
func OpenDir(root string) (*Dir, error) {
	if err := os.MkdirAll(filepath.Join(root, "tmp"), 0o700); err != nil {
		return nil, Explain(err)
	}
	return &Dir{Limit: MaxSize, root: root}, nil
}

// TooLarge is the fault of a file of more bytes than may be.
func TooLarge(most int64) *fault.Error {
	return fault.New(fault.TooLarge, "blob.too_large", "most", most>>20)
}

// Put stores what r gives, under the condition that it is what its name says: pdf, docx, xlsx, jpg or png. Faults: TooLarge,
// Invalid (empty, another type, a name that lies, two types at once, an archive that unpacks to too much), Unavailable (disk full).
func (d *Dir) Put(ctx context.Context, name string, r io.Reader) (File, error) {
	var f File
	err := d.receive(ctx, r, func(tmp *os.File, got File) (err error) {
		f = got
		if f.Size == 0 {
			return fault.OnField("file", "blob.empty")
		}
		f.Type, err = inspect(tmp, f.Size, name)
		return err
	})
	if err != nil {
		return File{}, Explain(err)
	}
	return f, nil
}

// Restore stores a file of a backup as it is and fails when its content does not have the hash.
func (d *Dir) Restore(ctx context.Context, hash string, r io.Reader) (size int64, err error) {
	err = d.receive(ctx, r, func(_ *os.File, got File) error {
		size = got.Size
		if got.Hash != hash {
			return fault.New(fault.Invalid, "blob.damaged", "hash", hash)
		}
		return nil
	})
	return size, Explain(err)
}

// receive writes r to a temporary file, lets check look at it, and moves it to its place.
func (d *Dir) receive(ctx context.Context, r io.Reader, check func(*os.File, File) error) error {
	tmp, err := os.CreateTemp(filepath.Join(d.root, "tmp"), "put-")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // no effect once it is moved
	defer tmp.Close()
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(tmp, h), io.LimitReader(contextReader{ctx, r}, d.Limit+1))
	if err != nil {
		return err
	}
	if n > d.Limit {
		return TooLarge(d.Limit)
	}
	f := File{Hash: hex.EncodeToString(h.Sum(nil)), Size: n}
	if err := check(tmp, f); err != nil {
		return err
	}
	return d.settle(ctx, tmp, f)
}

// settle makes the file durable before its name appears, and the name before the caller may mention it.
func (d *Dir) settle(ctx context.Context, tmp *os.File, f File) error {
	if d.Noted != nil {
		if err := d.Noted(ctx, f.Hash, d.has(f)); err != nil {
			return err
		}
	}
	final := d.path(f.Hash)
	if d.has(f) {
		return nil
	}
	if err := tmp.Sync(); err != nil {
		return err
	}
	folder := filepath.Dir(final)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if err := os.Chmod(tmp.Name(), 0o400); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), final); err != nil {
		return err
	}
	return errors.Join(syncDir(folder), syncDir(d.root))
}

// has reports whether a file is in its place. It opens the file: a folder on another machine may remember the names of files that are gone.
func (d *Dir) has(f File) bool {
	in, err := os.Open(d.path(f.Hash))
	if err != nil {
		return false
	}
	defer in.Close()
	info, err := in.Stat()
	return err == nil && info.Size() == f.Size
}

// Remove removes a stored file and returns its size; 0 when it is not there.
func (d *Dir) Remove(hash string) (size int64, err error) {
	if !isHash(hash) {
		return 0, nil
	}
	info, err := os.Stat(d.path(hash))
	if err == nil {
		err = os.Remove(d.path(hash))
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, nil
	case err != nil:
		return 0, err
	}
	return info.Size(), nil
}

// Clean removes what broken uploads left behind before an instant.
func (d *Dir) Clean(before time.Time) error {
	list, err := os.ReadDir(filepath.Join(d.root, "tmp"))
	for _, e := range list {
		if info, ierr := e.Info(); ierr == nil && info.ModTime().Before(before) {
			err = errors.Join(err, os.Remove(filepath.Join(d.root, "tmp", e.Name())))
		}
	}
	return err
}

// Open opens a stored file for reading; a fault of kind NotFound when it is not there.
func (d *Dir) Open(hash string) (*os.File, error) {
	if !isHash(hash) {
		return nil, fault.New(fault.NotFound, "blob.missing")
	}
	f, err := os.Open(d.path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "blob.missing")
	}
	return f, Explain(err)
}

// Verify reads a stored file and reports a fault of kind Invalid when its content no longer has its hash.
func (d *Dir) Verify(ctx context.Context, hash string) error {
	f, err := d.Open(hash)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, contextReader{ctx, f}); err != nil {
		return Explain(err)
	}
	if hex.EncodeToString(h.Sum(nil)) != hash {
		return fault.New(fault.Invalid, "blob.damaged", "hash", hash)
	}
	return nil
}

// Each calls fn with every stored file in the order of hashes, until fn returns an error.
func (d *Dir) Each(fn func(hash string, size int64) error) error {
	return filepath.WalkDir(d.root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !isHash(e.Name()) {
			return err
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // removed since the folder was read
		}
		if err != nil {
			return err
		}
		return fn(e.Name(), info.Size())
	})
}

func (d *Dir) path(hash string) string { return filepath.Join(d.root, hash[:2], hash) }

func isHash(s string) bool {
	raw, err := hex.DecodeString(s)
	return err == nil && len(raw) == sha256.Size && hex.EncodeToString(raw) == s
}

func syncDir(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// Explain makes a full disk a fault of kind Unavailable that keeps its cause, and returns every other error as it is.
func Explain(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return errors.Join(fault.New(fault.Unavailable, "blob.disk_full"), err)
	}
	return err
}

// contextReader stops reading when the request is gone.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
