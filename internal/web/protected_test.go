package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/api"
	"huiyin/internal/identity"
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
	was := len(openings(t, town.store, k.ID))
	for range 2 {
		line(by[org.Surveyor], sheet)
		line(by[org.CommitteeHead], sheet)
	}
	if got := openings(t, town.store, k.ID); len(got) != was+1 || got[0].Post != by[org.CommitteeHead].Post.ID {
		t.Errorf("the phone sheet named the author to the committee's head: %d openings before, now %v", was, got)
	}
}

// openings are the lines of the security log about who read the author of a protected suggestion, the newest first.
func openings(t *testing.T, s *store.Store, id int64) (out []store.SecurityEntry) {
	t.Helper()
	err := s.View(t.Context(), func(tx *store.Tx) error {
		lines, err := tx.SecurityLines(t.Context(), 1, true, store.SecurityFilter{Action: identity.ProtectedOpened, Limit: 1000}, store.LogKey{})
		for _, l := range lines {
			if l.Subject == fmt.Sprintf("suggestion:%d", id) {
				out = append(out, l)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Whoever is shown the author of a protected suggestion is put on record, once a day, wherever the name stands: on the certificate and the papers as on
// the page of the suggestion. Whoever reads 代表 is not.
func TestEveryPageThatNamesAProtectedAuthorIsPutOnRecord(t *testing.T) {
	for _, paper := range []string{"/suggestions/{case}", "/suggestions/{case}/print/opinion", "/suggestions/{case}/word/form", "/suggestions/{case}/questions", "/awards/{award}/certificates/1"} {
		c := newCity(t)
		k := c.answered("0004")
		award := c.honoured(k)
		c.must(clerk, k.ID, 0, "protect", `{"on":true}`)
		address := strings.NewReplacer("{case}", strconv.FormatInt(k.ID, 10), "{award}", strconv.FormatInt(award, 10)).Replace(paper)
		for range 2 {
			for _, post := range []int64{clerk, head, health} {
				if resp, _ := c.as(post).get(address); resp.StatusCode != 200 && post != health {
					t.Fatalf("%s answers %d", address, resp.StatusCode)
				}
			}
		}
		got := openings(t, c.desk.Store, k.ID)
		if len(got) != 2 || got[0].Post+got[1].Post != clerk+head {
			t.Errorf("%s: openings on record: %v", address, got)
		}
	}
}

// honoured takes a suggestion to a published commendation and returns its id.
func (c *city) honoured(k *suggestion.Case) int64 {
	c.t.Helper()
	award := c.file(clerk, "award", 0, "open_award", `{"title":"优秀建议","sort":"excellent","of":21,"until":"2026-12-20"}`).Top().ID
	c.file(clerk, "award", award, "nominate_case", fmt.Sprintf(`{"case":%d,"reason":"调研扎实"}`, k.ID))
	c.filed(clerk, "award", award, 1, "rate_nominee", `{"research":20}`)
	c.filed(clerk, "award", award, 1, "shortlist_nominee", `{}`)
	c.file(clerk, "award", award, "propose_award", `{"over_quota":"只此一件"}`)
	c.file(head, "award", award, "decide_award", `{"meeting_on":"2026-01-20","meeting":"主任会议"}`)
	c.file(head, "award", award, "publish_award", `{"number":"1号"}`)
	return award
}

// The page of a visit about a protected suggestion, and the certificate of an honoured one, say 代表 to whoever may not know the author.
func TestPagesAroundAProtectedSuggestionNameNoDeputy(t *testing.T) {
	c := newCity(t)
	k := c.answered("0004")
	visit := c.file(clerk, "visit", 0, "plan_visit", fmt.Sprintf(`{"title":"现场走访","form":"site","on":"2026-03-20","unit":%d,"deputies":[%d,%d],"cases":[%d]}`, healthOrg, lead, cosigner, k.ID)).Top().ID
	award := c.honoured(k)
	names := []string{"陈知行", "周明远"}
	for _, protected := range []bool{false, true} {
		c.must(clerk, k.ID, 0, "protect", fmt.Sprintf(`{"on":%v}`, protected))
		for post, hidden := range map[int64]bool{health: protected, healthHead: protected, clerk: false, lead: false} {
			_, body := c.as(post).get(fmt.Sprintf("/dossiers/%d", visit))
			said := text(body)
			for _, name := range names {
				if post != lead && strings.Contains(said, name) == hidden {
					t.Errorf("protected %v: post %d reads %s on the visit: %v", protected, post, name, !hidden)
				}
			}
			if _, paper := c.as(post).get(fmt.Sprintf("/awards/%d/certificates/1", award)); strings.Contains(paper, names[0]) == hidden {
				t.Errorf("protected %v: post %d reads %s on the certificate: %v", protected, post, names[0], !hidden)
			}
			if hidden && !strings.Contains(said, "参加代表") {
				t.Errorf("post %d reads nothing of deputies who went along: %s", post, said)
			}
		}
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

// A commendation that was published is made known to those who sign in; it has no copy for everybody, and nobody finds it without signing in.
func TestAPublishedCommendationIsNoPublicPage(t *testing.T) {
	c := newCity(t)
	k := c.answered("0004")
	award := c.honoured(k)
	code := ""
	err := c.desk.Store.View(t.Context(), func(tx *store.Tx) error {
		g, err := tx.Congress(t.Context(), 1)
		code = g.Code
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	_, list := c.as(clerk).get("/public/" + code)
	if strings.Contains(list, "优秀建议") {
		t.Error("the public list names the commendation")
	}
	if resp, _ := c.as(clerk).get(fmt.Sprintf("/public/%s/%d", code, award)); resp.StatusCode != http.StatusNotFound {
		t.Errorf("the public page answers %d", resp.StatusCode)
	}
}
