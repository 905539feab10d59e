package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huiyin/internal/answer"
	"huiyin/internal/api"
	"huiyin/internal/demo"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// guest is somebody signed in at both doors of the invented city, with what the rule lets them see and what it does not.
type guest struct {
	*testing.T
	doors
	org.Actor
	name   string
	token  string
	seen   []*suggestion.Case
	unseen []*suggestion.Case
	counts map[string]int // how many rows a list has, by its address
}

// paper is the one file of the city, filed the hash under which it is kept.
const paper = "%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n"

var filed = fmt.Sprintf("%x", sha256.Sum256([]byte(paper)))

// filedCases reads every case of the city after putting the file on each: what opens on one does not open through another.
func (s doors) filedCases(t *testing.T) (out []*suggestion.Case) {
	t.Helper()
	file, err := s.files.Put(t.Context(), "附件.pdf", strings.NewReader(paper))
	if err != nil || file.Hash != filed {
		t.Fatalf("%s: %v", file.Hash, err)
	}
	err = s.store.Do(t.Context(), func(tx *store.Tx) error {
		ids, err := store.Column[int64](t.Context(), tx, "SELECT id FROM suggestion ORDER BY id")
		if err != nil {
			return err
		}
		for _, id := range ids {
			k, err := tx.ReadCase(t.Context(), id)
			if err != nil {
				return err
			}
			k.Files = append(k.Files, suggestion.File{Hash: filed, Name: "附件.pdf", Mime: file.Type, Size: file.Size, Of: "text"})
			doc, err := json.Marshal(k)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(t.Context(), "UPDATE suggestion_doc SET doc = $1 WHERE suggestion_id = $2", string(doc), id); err != nil {
				return err
			}
			out = append(out, k)
		}
		return nil
	})
	if err != nil || len(out) < 500 {
		t.Fatalf("%d cases, %v", len(out), err)
	}
	return out
}

// signedIn signs in the role accounts; one of them is a deputy whose mandate has ended.
func (s doors) signedIn(t *testing.T) (out []guest) {
	t.Helper()
	for _, a := range demo.Accounts(1) {
		token, who, err := s.ids.SignIn(t.Context(), a.Name, demo.Password, identity.Origin{})
		if err != nil {
			t.Fatalf("%s: %v", a.Name, err)
		}
		out = append(out, guest{T: t, doors: s, Actor: who.Actor, name: a.Name, token: token, counts: map[string]int{}})
	}
	return out
}

// get reads an address of either door; one that begins with POST is sent an empty body.
func (g guest) get(path string) *httptest.ResponseRecorder {
	path, posts := strings.CutPrefix(path, "POST ")
	r := httptest.NewRequest(http.MethodGet, path, nil)
	if posts {
		r = httptest.NewRequest(http.MethodPost, path, strings.NewReader("{}"))
	}
	w := httptest.NewRecorder()
	if strings.HasPrefix(path, api.Prefix) {
		r.Header.Set("Authorization", "Bearer "+g.token)
		g.programs.ServeHTTP(w, r)
		return w
	}
	r.AddCookie(&http.Cookie{Name: "huiyin", Value: g.token})
	g.pages.ServeHTTP(w, r)
	return w
}

// admitted reads an address that only some may enter: refused to all others, whatever it asks for.
func (g guest) admitted(enter answer.Entry, path string) (*httptest.ResponseRecorder, bool) {
	g.Helper()
	w, want := g.get(path), http.StatusForbidden
	if enter.Admits(g.Actor) {
		want = http.StatusOK
	}
	if w.Code != want {
		g.Errorf("%s answers %d, want %d", path, w.Code, want)
	}
	return w, w.Code == http.StatusOK
}

// line is what all lists of the API have in common.
type line struct {
	ID         int64
	Suggestion int64
	Part       int
}

// rows reads a list of the API to its end.
func (g guest) rows(path string) (out []line) {
	g.Helper()
	for next := path; ; {
		var page struct {
			Total int
			Next  string
			Items []line
		}
		w := g.get(api.Prefix + next)
		if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil || w.Code != http.StatusOK {
			g.Fatalf("%s answers %d %s", next, w.Code, w.Body)
		}
		if out = append(out, page.Items...); page.Next == "" {
			if page.Total != len(out) {
				g.Errorf("%s: total %d, rows %d", path, page.Total, len(out))
			}
			return out
		}
		next = path + "&after=" + url.QueryEscape(page.Next)
	}
}

var (
	body     = regexp.MustCompile(`(?s)<tbody role="rowgroup">(.*?)</tbody>`)
	nextPage = regexp.MustCompile(`<a href="([^"]*)" rel="next">`)
	counted  = regexp.MustCompile(`<a href="([^"]*)"[^>]*>\s*(?:<span class="label">[^<]*</span>\s*<span class="big">|<span>[^<]*</span>\s*<b>)?(\d+)<`)
	cited    = regexp.MustCompile(`href="/(suggestions|dossiers)/(\d+)["#?/]`)
)

// long are the lists that numbers of the figures open; they take how many rows a page shall have.
var long = []string{"/suggestions", "/search", "/shares", "/forms", "/deputies", "/commitments"}

// count reads the page of a list to its end and counts the rows of its last table.
func (g guest) count(address string) int {
	g.Helper()
	if n, ok := g.counts[address]; ok {
		return n
	}
	n, next := 0, address
	for next != "" {
		if path, query, _ := strings.Cut(next, "?"); slices.Contains(long, path) && !strings.Contains(query, "limit=") {
			next += "&limit=200"
		}
		w := g.get(next)
		if w.Code != http.StatusOK {
			g.Errorf("%s answers %d", next, w.Code)
			return -1
		}
		page := w.Body.String()
		if tables := body.FindAllStringSubmatch(page, -1); len(tables) > 0 {
			n += strings.Count(tables[len(tables)-1][1], `<tr role="row">`)
		}
		if next = ""; nextPage.MatchString(page) {
			next = html.UnescapeString(nextPage.FindStringSubmatch(page)[1])
		}
	}
	g.counts[address] = n
	return n
}

// some takes n of a list, evenly spaced.
func some[T any](list []T, n int) (out []T) {
	for i := range min(n, len(list)) {
		out = append(out, list[i*len(list)/min(n, len(list))])
	}
	return out
}

func idsOf(cases []*suggestion.Case) []int64 {
	out := make([]int64, len(cases))
	for i, k := range cases {
		out[i] = k.ID
	}
	return out
}

// numbersOf are those of cases as lists write them.
func numbersOf(cases []*suggestion.Case) []string {
	out := make([]string, len(cases))
	for i, k := range cases {
		out[i] = k.Number
	}
	slices.Sort(out)
	return out
}

// column reads the first column of a workbook below its head.
func (g guest) column(file []byte) []string {
	g.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		g.Fatal(err)
	}
	rows, err := book.GetRows(book.GetSheetName(0))
	if err != nil || len(rows) == 0 {
		g.Fatalf("%d rows, %v", len(rows), err)
	}
	out := []string{}
	for _, r := range rows[1:] {
		out = append(out, append(r, "")[0])
	}
	slices.Sort(out)
	return out
}
