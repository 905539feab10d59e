package web

import (
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/api"
	"huiyin/internal/i18n"
	"huiyin/internal/indicator"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/register"
)

// What anybody reads anywhere is exactly what the rule of the scope accepts, and what it does not accept looks like what does not exist: for every
// role account of the invented city and for a deputy whose mandate has ended, at both doors.
func TestEveryDoorShowsExactlyWhatTheScopeSees(t *testing.T) {
	if testing.Short() {
		t.Skip("reads some thousand pages")
	}
	town := shownCity(t)
	cases := town.filedCases(t)
	owed := 0
	for _, g := range town.signedIn(t) {
		for _, k := range cases {
			if access.Of(g.Actor).Sees(k) {
				g.seen = append(g.seen, k)
			} else {
				g.unseen = append(g.unseen, k)
			}
		}
		if g.IsFormer() && len(g.seen) > 0 {
			owed++
		}
		t.Run(g.name, func(t *testing.T) {
			g.T = t
			g.lists()
			g.search()
			g.one()
			g.workbench()
			g.notices()
			g.promises()
			g.parts()
			g.year()
		})
	}
	if owed != 1 {
		t.Errorf("%d former deputies to whom something is owed", owed)
	}
}

// lists compares the list of the API, of the page, of the workbook and of the printed directory with the rule.
func (g guest) lists() {
	enter := answer.Readers.AndFormer()
	if _, ok := g.admitted(enter, api.Prefix+"/suggestions?session=all"); ok {
		var got []int64
		for _, r := range g.rows("/suggestions?session=all&limit=200") {
			got = append(got, r.ID)
		}
		slices.Sort(got)
		if !slices.Equal(got, idsOf(g.seen)) {
			g.Errorf("the list of the API has %d cases, the rule %d", len(got), len(g.seen))
		}
	}
	if _, ok := g.admitted(enter, "/suggestions?session=all"); ok {
		if n := g.count("/suggestions?session=all"); n != len(g.seen) {
			g.Errorf("the list has %d cases, the rule %d", n, len(g.seen))
		}
	}
	if w, ok := g.admitted(enter, "/suggestions.xlsx?session=all"); ok {
		if got := g.column(w.Body.Bytes()); !slices.Equal(got, numbersOf(g.seen)) {
			g.Errorf("the workbook has %d cases, the rule %d", len(got), len(g.seen))
		}
	}
	handedIn := keepCases(g.seen, func(k *suggestion.Case) bool { return k.In(indicator.Received().States...) })
	for _, by := range []string{"delegation", "unit"} {
		w, ok := g.admitted(enter, "/suggestions/print?session=all&by="+by)
		if !ok {
			continue
		}
		var got []string
		cell := regexp.MustCompile(`data-label="` + i18n.For(i18n.Chinese).T("lists.number") + `">([^<]*)<`)
		for _, m := range cell.FindAllStringSubmatch(w.Body.String(), -1) {
			got = append(got, html.UnescapeString(m[1]))
		}
		if slices.Sort(got); !slices.Equal(got, numbersOf(handedIn)) {
			g.Errorf("the list printed by %s has %d cases, the rule %d", by, len(got), len(handedIn))
		}
	}
}

// search looks for titles: what is seen is found, what is not is not, and nothing else comes with it.
func (g guest) search() {
	titled := func(k *suggestion.Case) bool { return len([]rune(k.Text.Title)) > 4 }
	for _, k := range slices.Concat(some(keepCases(g.seen, titled), 3), some(keepCases(g.unseen, titled), 3)) {
		q := "?q=" + url.QueryEscape(k.Text.Title)
		if _, ok := g.admitted(answer.Readers, "/search"+q); !ok {
			continue
		}
		got := map[int64]bool{}
		for _, r := range g.rows("/suggestions" + q + "&session=all&limit=200") {
			got[r.ID] = true
		}
		for _, other := range g.unseen {
			if got[other.ID] {
				g.Errorf("a search finds case %d, which the rule hides", other.ID)
			}
		}
		for _, other := range g.seen {
			if strings.Contains(other.Text.Title, k.Text.Title) && !got[other.ID] {
				g.Errorf("a search for its title does not find case %d", other.ID)
			}
		}
		if n := g.count("/search" + q); n != len(got) {
			g.Errorf("the page of a search has %d cases, the API %d", n, len(got))
		}
	}
}

func keepCases(list []*suggestion.Case, ok func(*suggestion.Case) bool) (out []*suggestion.Case) {
	for _, k := range list {
		if ok(k) {
			out = append(out, k)
		}
	}
	return out
}

// opens are the addresses of a case, at both doors, that open to everybody who sees it, beneath others of which that depends on more.
var (
	opens = []string{
		"/suggestions/%d", "/suggestions/%d/files/" + filed, api.Prefix + "/suggestions/%d", api.Prefix + "/suggestions/%d/events",
		api.Prefix + "/suggestions/%d/files", api.Prefix + "/suggestions/%d/files/" + filed,
	}
	beneath = []string{
		"/suggestions/%d/versions/1", "/suggestions/%d/do/urge", "/suggestions/%d/write", "/suggestions/%d/questions",
		"/suggestions/%d/print/suggestion", "/suggestions/%d/word/suggestion", "POST " + api.Prefix + "/suggestions/%d/actions/urge",
	}
)

// unknown is the id of no case.
const unknown = int64(1) << 40

// one opens cases with what hangs on them. What is hidden answers to the letter as an unknown one does.
func (g guest) one() {
	type reading struct {
		code int
		text string
	}
	read := func(address string, id int64) reading {
		address = fmt.Sprintf(address, id)
		w := g.get(address)
		own := strings.ReplaceAll(w.Body.String(), filed, "") // digits of a file's name may be those of an id
		return reading{w.Code, strings.ReplaceAll(own, strconv.FormatInt(id, 10), "#")}
	}
	for i, address := range slices.Concat(opens, beneath) {
		none := read(address, unknown)
		if refused := none.code == http.StatusNotFound || none.code == http.StatusForbidden; !refused || i < len(opens) && none.code != http.StatusNotFound {
			g.Errorf(address+" answers %d", unknown, none.code)
		}
		for _, k := range some(g.unseen, 6) {
			if got := read(address, k.ID); got != none {
				g.Errorf(address+" answers %d, an unknown one %d", k.ID, got.code, none.code)
			}
		}
		if i >= len(opens) {
			continue
		}
		for _, k := range some(g.seen, 6) {
			if got := read(address, k.ID); got.code != http.StatusOK {
				g.Errorf(address+" answers %d", k.ID, got.code)
			}
		}
	}
}

// notices name no case and no dossier that does not open.
func (g guest) notices() {
	var list []api.Notice
	w := g.get(api.Prefix + "/notices")
	if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil || w.Code != http.StatusOK {
		g.Fatalf("notices: %d %s", w.Code, w.Body)
	}
	dossiers := map[int64]bool{}
	for _, n := range list {
		if n.Suggestion != 0 && !slices.Contains(idsOf(g.seen), n.Suggestion) {
			g.Errorf("notice %s %q names case %d, which the rule hides", n.Key, n.Text, n.Suggestion)
		}
		dossiers[n.Dossier] = true
	}
	delete(dossiers, 0)
	for _, id := range some(slices.Sorted(maps.Keys(dossiers)), 10) {
		if code := g.get(fmt.Sprintf("/dossiers/%d", id)).Code; code != http.StatusOK && code != http.StatusSeeOther {
			g.Errorf("a notice names dossier %d, which answers %d", id, code)
		}
	}
	for _, m := range cited.FindAllStringSubmatch(g.get("/notices").Body.String(), -1) {
		id, _ := strconv.ParseInt(m[2], 10, 64)
		if m[1] == "suggestions" && !slices.Contains(idsOf(g.seen), id) {
			g.Errorf("the page of notices leads to case %d, which the rule hides", id)
		}
	}
}

// promises compares the ledger with the promises of the cases that the rule accepts.
func (g guest) promises() {
	want := map[line]bool{}
	own := 0 // on the page a unit reads its own unless it asks otherwise
	for _, k := range g.seen {
		for _, p := range k.Commitments {
			want[line{Suggestion: k.ID, Part: p.No}] = true
			if u := register.Own(g.Actor); u == 0 || k.Assignment(p.Assignment).Unit == u {
				own++
			}
		}
	}
	enter := answer.Readers.AndFormer()
	if _, ok := g.admitted(enter, api.Prefix+"/commitments?state=all"); ok {
		got := map[line]bool{}
		for _, r := range g.rows("/commitments?state=all&limit=200") {
			got[r] = true
		}
		if !maps.Equal(got, want) {
			g.Errorf("the ledger of the API has %d promises, the rule %d", len(got), len(want))
		}
	}
	if _, ok := g.admitted(enter, "/commitments?state=all"); ok {
		if n := g.count("/commitments?state=all"); n != own {
			g.Errorf("the ledger has %d promises, the rule %d", n, own)
		}
	}
	if w, ok := g.admitted(enter, "/commitments.xlsx?state=all"); ok {
		if n := len(g.column(w.Body.Bytes())); n != own {
			g.Errorf("the workbook of the ledger has %d promises, the rule %d", n, own)
		}
	}
}

// parts reads what hangs on cases: shares and evaluations of no case that the rule hides, and every living share of those it accepts.
func (g guest) parts() {
	want := 0
	for _, k := range g.seen {
		if !k.In(suggestion.Merged) { // its share carries a copy of the letter and counts with the main suggestion
			want += len(k.Live())
		}
	}
	for _, path := range []string{"/shares", "/forms"} {
		if _, ok := g.admitted(answer.Readers, path+"?session=all"); !ok {
			g.admitted(answer.Readers, api.Prefix+path)
			continue
		}
		rows := g.rows(path + "?limit=200")
		hides := func(r line) bool { return !slices.Contains(idsOf(g.seen), r.Suggestion) }
		if i := slices.IndexFunc(rows, hides); i >= 0 {
			g.Errorf("%s has part %d of case %d, which the rule hides", path, rows[i].Part, rows[i].Suggestion)
		}
		if n := g.count(path + "?session=all"); n != len(rows) {
			g.Errorf("the page %s has %d rows, the API %d", path, n, len(rows))
		}
		if path == "/shares" && len(rows) != want {
			g.Errorf("%d shares, the rule %d", len(rows), want)
		}
	}
}

// follow compares some numbers of a page with the lists that they open; it returns how many the page has.
func (g guest) follow(page string, n int) int {
	g.Helper()
	var all [][]string
	for _, m := range counted.FindAllStringSubmatch(g.get(page).Body.String(), -1) {
		if path, _, _ := strings.Cut(m[1], "?"); slices.Contains(long, path) {
			all = append(all, m)
		}
	}
	for _, m := range some(all, n) {
		if address := html.UnescapeString(m[1]); strconv.Itoa(g.count(address)) != m[2] {
			g.Errorf("%s says %s, %s has %d", page, m[2], address, g.count(address))
		}
	}
	return len(all)
}

// workbench follows every number of the first page.
func (g guest) workbench() {
	if _, ok := register.BenchOf(g.Actor); ok {
		if n := g.follow("/", 40); n < 5 {
			g.Errorf("only %d numbers on the workbench", n)
		}
	}
}

// year follows numbers of the years' figures, of figures by units and delegations, and of the screen of those who have one.
func (g guest) year() {
	for i, path := range []string{"/years/2026", "/years/2023", "/years/2026/by/unit?of=reply", "/years/2025/by/delegation?of=satisfaction"} {
		if _, ok := g.admitted(answer.Readers, path); ok && g.follow(path, 12) == 0 && i == 0 {
			g.Errorf("%s has no number that opens a list", path)
		}
	}
	g.follow("/screen", 12)
}
