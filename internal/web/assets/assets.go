// Package assets serves the style sheets, scripts and images of the pages. They are embedded; the address of each carries the
// hash of its content, so that browsers may keep it for a year and a new version is fetched at once. It knows no page.
package assets

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

//go:embed files
var files embed.FS

// Prefix is the path under which assets are served.
const Prefix = "/assets/"

type file struct {
	kind    string
	plain   []byte
	zipped  []byte
	address string
}

// catalogue maps file names to files, and addresses to the same files.
type catalogue struct{ byName, byAddress map[string]*file }

var all = sync.OnceValue(func() catalogue {
	c := catalogue{byName: map[string]*file{}, byAddress: map[string]*file{}}
	entries, err := fs.ReadDir(files, "files")
	if err != nil {
		panic("assets: " + err.Error()) // embedded: cannot happen in a program that was built
	}
	for _, e := range entries {
		raw, err := fs.ReadFile(files, "files/"+e.Name())
		if err != nil {
			panic("assets: " + err.Error())
		}
		sum := sha256.Sum256(raw)
		ext := path.Ext(e.Name())
		f := &file{
			kind:    kinds[ext],
			plain:   raw,
			address: Prefix + strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:6]) + ext,
		}
		f.zipped = squeeze(raw)
		c.byName[e.Name()], c.byAddress[f.address] = f, f
	}
	return c
})

// kinds is a list of our own because the system's differs from machine to machine.
var kinds = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".txt": "text/plain; charset=utf-8",
}

func squeeze(raw []byte) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a constant: no error
	if _, err := z.Write(raw); err != nil {
		return nil
	}
	if z.Close() != nil || b.Len() >= len(raw) {
		return nil
	}
	return b.Bytes()
}

// Path returns the address of an embedded file, e.g. "huiyin.css". An unknown name is returned as it is, and answers 404.
func Path(name string) string {
	if f, ok := all().byName[name]; ok {
		return f.address
	}
	return Prefix + name
}

// Serve answers requests under Prefix.
func Serve(w http.ResponseWriter, r *http.Request) {
	f, ok := all().byAddress[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	body := f.plain
	if f.zipped != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = f.zipped
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}
