package supervise_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/desk"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
	"huiyin/internal/verify"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// Posts and bodies beside those of the small congress.
const (
	special = iota + 201
	leader
	govDesk
	govLeader
	aide
	lowHead // head of the committee of the other congress
)

const (
	specialOrg = iota + 31
	leadership
	govOffice
	government
	partyOrg
	county // the other congress as a guest
	strangerCounty
)

// house is the small congress with everybody who supervises.
type house struct {
	testkit.Office
	seen map[string]int64 // dossiers begun, by kind
}

func open(t *testing.T, s *store.Store) *house {
	t.Helper()
	h := &house{Office: testkit.Open(t, s), seen: map[string]int64{}}
	err := s.Do(t.Context(), func(tx *store.Tx) error {
		ctx := t.Context()
		if err := tx.InsertOrgs(ctx, []org.Org{
			{ID: specialOrg, Congress: 1, Kind: org.SpecialCommittee, Code: "s", Name: "教科文卫委"},
			{ID: leadership, Congress: 1, Kind: org.Leadership, Code: "l", Name: "常委会"},
			{ID: govOffice, Congress: 1, Kind: org.GovernmentOffice, Code: "g", Name: "市政府办公室", Government: true},
			{ID: government, Congress: 1, Kind: org.Government, Code: "gv", Name: "市政府", Government: true},
			{ID: partyOrg, Congress: 1, Kind: org.PartyBody, Code: "p", Name: "市委宣传部"},
			{ID: county, Congress: 1, Kind: org.CountyCongress, Code: "cc", Name: "乙县人大", Home: 2},
			{ID: strangerCounty, Congress: 1, Kind: org.CountyCongress, Code: "cd", Name: "丙县人大"},
		}); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE org SET special_id = $1 WHERE id = $2", specialOrg, testkit.HealthOrg); err != nil {
			return err
		}
		for i, p := range []org.Post{
			{ID: special, Congress: 1, Org: specialOrg, Role: org.SpecialClerk},
			{ID: leader, Congress: 1, Org: leadership, Role: org.CongressLeader},
			{ID: govDesk, Congress: 1, Org: govOffice, Role: org.GovOffice},
			{ID: govLeader, Congress: 1, Org: government, Role: org.GovLeader},
			{ID: aide, Congress: 1, Org: testkit.DelegationOrg, Role: org.DelegationAide},
			{ID: lowHead, Congress: 2, Org: testkit.ForeignOrg, Role: org.CommitteeHead},
		} {
			p.Person, p.Mandate = 1000+p.ID, org.Active
			person := org.Person{ID: p.Person, Name: "他人" + string(rune('甲'+i))}
			if err := tx.InsertPeople(ctx, []org.Person{person}); err != nil {
				return err
			}
			if err := tx.InsertPosts(ctx, []org.Post{p}); err != nil {
				return err
			}
			h.Actors[p.ID] = org.Actor{Person: person, Post: p}
		}
		return storetest.Unlogged(ctx, tx)
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// step is one line of a play: who does what, and how it is answered ("" when it is done, a field in brackets when that field is wrong).
type step struct {
	who  string
	post int64
	do   flow.Action
	part int
	body string
	want string
}

// play carries out a dossier's steps; $id stands for ids named beside.
func (h *house) play(kind string, ids map[string]int64, steps []step) dossier.Doc {
	h.T.Helper()
	k, ok := docket.Kind(kind)
	if !ok {
		h.T.Fatalf("no kind %s", kind)
	}
	var last dossier.Doc
	id := h.seen[kind]
	for _, v := range steps {
		for name, n := range ids {
			v.body = strings.ReplaceAll(v.body, "$"+name, strconv.FormatInt(n, 10))
		}
		cmd, ok := k.NewCommand(v.do)
		if !ok {
			h.T.Fatalf("no action %s", v.do)
		}
		if err := json.Unmarshal([]byte(v.body), cmd); err != nil {
			h.T.Fatalf("%s: %v", v.who, err)
		}
		d, err := h.Dossier(h.T.Context(), h.Actors[v.post], kind, id, desk.DossierRequest{Part: v.part, Do: v.do, Cmd: cmd})
		if got := said(err); got != v.want {
			h.T.Fatalf("%s (%s): answered %q, want %q (%v)", v.who, v.do, got, v.want, err)
		}
		if err == nil {
			id, last = d.Top().ID, d
		}
	}
	h.seen[kind] = id
	return last
}

// said is the kind of a fault, or of an invalid form the first field in brackets.
func said(err error) string {
	if err == nil {
		return ""
	}
	f, ok := fault.As(err)
	if !ok {
		return "internal: " + err.Error()
	}
	if f.Kind == fault.Invalid && len(f.Fields) > 0 {
		return "[" + f.Fields[0].Name + "]"
	}
	return string(f.Kind)
}

// read loads a dossier as it is stored.
func (h *house) read(id int64) (d dossier.Doc) {
	h.T.Helper()
	err := h.Store.View(h.T.Context(), func(tx *store.Tx) (err error) {
		_, d, err = tx.Dossier(h.T.Context(), id)
		return err
	})
	if err != nil {
		h.T.Fatal(err)
	}
	return d
}

// ownKeys checks how many key suggestions are an actor's own to lead or to supervise.
func (h *house) ownKeys(who int64, n int) {
	h.T.Helper()
	err := h.Store.View(h.T.Context(), func(tx *store.Tx) error {
		rows, _, _, err := tx.Cases(h.T.Context(), access.Of(h.Actors[who]), suggestion.Filter{KeyLevel: "own"})
		if len(rows) != n {
			h.T.Errorf("%d has %d own key suggestions, want %d", who, len(rows), n)
		}
		return err
	})
	if err != nil {
		h.T.Fatal(err)
	}
}

// sound lets verify replay every log.
func (h *house) sound() {
	h.T.Helper()
	if r, err := verify.Run(h.T.Context(), h.Store, ""); err != nil || !r.Clean() {
		h.T.Errorf("verify: %+v %v", r, err)
	}
}

// delegated is an accepted suggestion of a whole delegation.
func (h *house) delegated(number string) *suggestion.Case {
	h.T.Helper()
	c := h.Must(aide, 0, 0, "start_draft", strings.Replace(testkit.Text, `{`, `{"kind":"delegation","deputy":101,`, 1))
	h.Must(aide, c.ID, 0, "submit", `{}`)
	h.Must(testkit.Clerk, c.ID, 0, "start_review", `{}`)
	return h.Must(testkit.Clerk, c.ID, 0, "accept", `{"number":"`+number+`","category":5}`)
}
