package answer

import (
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"huiyin/internal/suggestion"
)

// SendFile answers a file for saving: it is never shown as a page of the site, and no cache keeps what only some may see.
func SendFile(w http.ResponseWriter, r *http.Request, f suggestion.File, body io.ReadSeeker) {
	h := w.Header()
	h.Set("Content-Type", f.Mime)
	h.Set("Content-Disposition", Disposition(f.Name))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Length", strconv.FormatInt(f.Size, 10))
	http.ServeContent(w, r, "", time.Time{}, body)
}

// Disposition names a file for saving, in a form for old browsers and one in UTF-8.
func Disposition(name string) string {
	plain := strings.Map(func(c rune) rune {
		if c > 0x7e || c < ' ' || c == '"' || c == '\\' {
			return '_'
		}
		return c
	}, name)
	return mime.FormatMediaType("attachment", map[string]string{"filename": plain}) + "; filename*=UTF-8''" + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}
