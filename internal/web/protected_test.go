package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"huiyin/internal/api"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/survey"
)

// An identity that is protected late is kept from then on also where it was told before: on the sheet of the third party, whose sample was drawn, and
// in the log that the auditor reads, with the county that checked the text.
func TestProtectionReachesWhatWasToldBefore(t *testing.T) {
	town := shownCity(t)
	by := map[org.Role]guest{}
	for _, g := range town.signedIn(t) {
		if g.Post.Congress == 1 {
			by[g.Post.Role] = g
		}
	}
	var k *suggestion.Case
	var round int64
	var dir *store.Directory
	err := town.store.View(t.Context(), func(tx *store.Tx) (err error) {
		if round, err = store.Value[int64](t.Context(), tx, "SELECT id FROM dossier WHERE kind = 'survey' AND state = 'ended'"); err != nil {
			return err
		}
		_, d, err := tx.Dossier(t.Context(), round)
		if err != nil {
			return err
		}
		for _, call := range survey.Sheets(*d.(*survey.Round).Sample, 1)[0] {
			if k, err = tx.ReadCase(t.Context(), call.Case); err != nil || !k.In(suggestion.Archived) {
				break
			}
		}
		if err != nil {
			return err
		}
		dir, err = tx.Directory(t.Context(), 1)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	sheet, log := fmt.Sprintf("/dossiers/%d/sheet", round), "/audit/log?number="+k.Number
	lead, _ := dir.Actor(k.Lead)
	county := dir.OrgShort(k.County)
	line := func(g guest, address string) string {
		w := g.get(address)
		if w.Code != http.StatusOK {
			t.Fatalf("%s answers %d", address, w.Code)
		}
		var out []string
		for _, row := range strings.Split(w.Body.String(), "<tr") {
			if strings.Contains(row, k.Number) {
				out = append(out, row)
			}
		}
		return strings.Join(out, "\n")
	}
	told := func() (out []bool) {
		s, l := line(by[org.Surveyor], sheet), line(by[org.Auditor], log)
		return []bool{strings.Contains(s, lead.Person.Name), strings.Contains(s, lead.Person.Phone), strings.Contains(l, lead.Person.Name), strings.Contains(l, county)}
	}
	if got := told(); fmt.Sprint(got) != "[true true true true]" {
		t.Fatalf("the names do not stand where this test looks for them: %v", got)
	}
	by[org.CommitteeClerk].protect(k.ID)
	if got := told(); fmt.Sprint(got) != "[false false false false]" {
		t.Errorf("name and phone on the sheet, name and county in the log: %v", got)
	}
}

// protect has the committee protect the identity of a case's author.
func (g guest) protect(id int64) {
	g.Helper()
	r := httptest.NewRequest(http.MethodPost, fmt.Sprintf("%s/suggestions/%d/actions/protect", api.Prefix, id), strings.NewReader(`{"on":true}`))
	r.Header.Set("Authorization", "Bearer "+g.token)
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	if g.programs.ServeHTTP(w, r); w.Code != http.StatusOK {
		g.Fatalf("protecting %d answers %d %s", id, w.Code, w.Body)
	}
}
