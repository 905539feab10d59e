package answer

import (
	"bytes"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"huiyin/internal/blob"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// FileName is the name under which a reader sees a file: its own, or 附件1.pdf where that would tell who wrote it.
func FileName(p *i18n.Printer, f suggestion.File) string {
	if f.Nth == 0 {
		return f.Name
	}
	return p.T("case.attachment", "n", f.Nth) + path.Ext(f.Name)
}

// SendFile answers a stored file for saving: it is never shown as a page of the site, and no cache keeps what only some may see. With clean the
// reader may not learn from the file who wrote it.
func SendFile(w http.ResponseWriter, r *http.Request, p *i18n.Printer, dir *blob.Dir, f suggestion.File, clean bool) error {
	if dir == nil {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	content, err := dir.Open(f.Hash)
	if err != nil {
		return err
	}
	defer content.Close()
	if f.Of == "scan" {
		ext := ""
		if f.Mime, ext, err = blob.TypeOf(content); err != nil {
			return err
		}
		f.Name = p.T("case.scan") + ext
	}
	var body io.ReadSeeker = content
	if clean {
		raw, err := blob.Anonymous(content, f.Mime)
		if err != nil {
			return err
		}
		body = bytes.NewReader(raw)
	}
	h := w.Header()
	h.Set("Content-Type", f.Mime)
	h.Set("Content-Disposition", disposition(FileName(p, f), f.Name))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	store.Release(r.Context()) // a slow line keeps no reading open
	http.ServeContent(w, r, "", time.Time{}, body)
	return nil
}

// Disposition names a file for saving, in a form for old browsers and one in UTF-8 (RFC 6266).
func Disposition(name string) string { return disposition(name, name) }

func disposition(name, plain string) string {
	plain = strings.Map(func(c rune) rune {
		if c > 0x7e || c < ' ' || c == '"' || c == '\\' {
			return '_'
		}
		return c
	}, plain)
	return mime.FormatMediaType("attachment", map[string]string{"filename": plain}) + "; filename*=UTF-8''" + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}
