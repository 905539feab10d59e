package answer

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"huiyin/internal/fault"
)

func TestWhichFormsAreCounted(t *testing.T) {
	form := func(kind string, length int64) *http.Request {
		r := httptest.NewRequest(http.MethodPost, "/", http.NoBody)
		r.Header.Set("Content-Type", kind)
		r.ContentLength = length
		return r
	}
	const parts, plain = "multipart/form-data; boundary=b", "application/x-www-form-urlencoded"
	var u Uploads
	for range mostUploads {
		if _, err := u.Begin(form(parts, ManyFiles), 1); err != nil {
			t.Fatal(err)
		}
	}
	for _, row := range []struct {
		name    string
		counted *Uploads
		form    *http.Request
		person  int64
		refused bool
	}{
		{"one more", &u, form(parts, small+1), 1, true},
		{"one that does not say how large it is", &u, form(parts, -1), 1, true},
		{"a small one", &u, form(parts, small), 1, false},
		{"one without files", &u, form(plain, -1), 1, false},
		{"somebody else's", &u, form(parts, ManyFiles), 2, false},
		{"a stranger's", &u, form(parts, ManyFiles), 0, false},
		{"where nobody counts", nil, form(parts, ManyFiles), 1, false},
	} {
		end, err := row.counted.Begin(row.form, row.person)
		if fault.Is(err, fault.TooMany) != row.refused {
			t.Errorf("%s: %v", row.name, err)
		}
		if err == nil {
			end()
		}
	}
	if len(u.under) != 1 {
		t.Errorf("still counted: %v", u.under)
	}
}
