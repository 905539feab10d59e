package desk_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"huiyin/internal/desk"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
	"huiyin/internal/verify"
)

// letter is an urging letter under test, moved by one person after the other.
type letter struct {
	testkit.Office
	id int64
}

func (l *letter) step(post int64, do flow.Action, body string, r desk.DossierRequest) (dossier.Doc, error) {
	l.T.Helper()
	k, _ := docket.Kind("urging")
	cmd, ok := k.NewCommand(do)
	if !ok {
		l.T.Fatalf("no action %s", do)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		l.T.Fatal(err)
	}
	r.Do, r.Cmd = do, cmd
	d, err := l.Dossier(l.T.Context(), l.Actors[post], "urging", l.id, r)
	if err == nil {
		l.id = d.Top().ID
	}
	return d, err
}

func TestAnUrgingLetterGoesThroughTwoHandsAndIsAnswered(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := o.Handled("0001")
		id := itoa(c.ID)
		l := &letter{Office: o}
		text := `{"title":"关于加快办理的督办函","unit":13,"cases":[` + id + `],"text":"请加快办理","due":"2030-03-01"}`
		for _, v := range []struct {
			who  string
			post int64
			do   flow.Action
			body string
			want fault.Kind
		}{
			{"a unit writes no urging letter", testkit.Health, "draft_urging", text, fault.Forbidden},
			{"whatever it types", testkit.Health, "draft_urging", `{"title":"函","unit":12,"cases":[99],"text":"请办","due":"2020-03-01"}`, fault.Forbidden},
			{"a day that is over", testkit.Clerk, "draft_urging", `{"title":"函","unit":13,"cases":[` + id + `],"text":"请办","due":"2020-03-01"}`, fault.Invalid},
			{"a unit that is none", testkit.Clerk, "draft_urging", `{"title":"函","unit":12,"cases":[` + id + `],"text":"请办","due":"2030-03-01"}`, fault.Invalid},
			{"a suggestion of nowhere", testkit.Clerk, "draft_urging", `{"title":"函","unit":13,"cases":[99],"text":"请办","due":"2030-03-01"}`, fault.Invalid},
			{"a unit that does not handle it", testkit.Clerk, "draft_urging", `{"title":"函","unit":14,"cases":[` + id + `],"text":"请办","due":"2030-03-01"}`, fault.Invalid},
			{"nothing typed", testkit.Clerk, "draft_urging", `{}`, fault.Invalid},
			{"the head writes it", testkit.Head, "draft_urging", text, ""},
			{"the unit does not see a draft", testkit.Health, "answer_urging", `{"who":"某","text":"已办"}`, fault.NotFound},
			{"whoever wrote it does not issue it", testkit.Head, "issue_urging", `{"number":"督〔2026〕1号"}`, fault.Invalid},
			{"a clerk does not issue it", testkit.Clerk, "issue_urging", `{"number":"督〔2026〕1号"}`, fault.Forbidden},
			{"the clerk writes it anew", testkit.Clerk, "change_urging", text, ""},
			{"the head issues it", testkit.Head, "issue_urging", `{"number":"督〔2026〕1号"}`, ""},
			{"another unit sees nothing", testkit.Finance, "answer_urging", `{"who":"某","text":"已办"}`, fault.NotFound},
			{"another congress sees nothing", testkit.Foreign, "close_urging", `{}`, fault.NotFound},
			{"it cannot be closed unanswered", testkit.Clerk, "close_urging", `{}`, fault.Conflict},
			{"the unit answers", testkit.Health, "answer_urging", `{"who":"某","text":"已办"}`, ""},
			{"the answer is empty talk", testkit.Clerk, "return_urging_answer", `{"reason":"没有时间表"}`, ""},
			{"the unit answers again", testkit.HealthHead, "answer_urging", `{"who":"某","text":"三月底前完工"}`, ""},
			{"it is closed", testkit.Clerk, "close_urging", `{}`, ""},
		} {
			if _, err := l.step(v.post, v.do, v.body, desk.DossierRequest{}); testkit.Kind(err) != v.want || v.want == "" && err != nil {
				t.Fatalf("%s: %v", v.who, err)
			}
		}
		if got := o.Read(c.ID).Remarks; len(got) != 1 || got[0].Kind != "urge" || got[0].Unit != testkit.HealthOrg {
			t.Errorf("the suggestion does not tell of the letter: %+v", got)
		}
		if r, err := verify.Run(t.Context(), s, ""); err != nil || !r.Clean() || r.Dossiers != 1 {
			t.Errorf("verify: %+v %v", r, err)
		}
	})
}

func TestTheSameRequestOnADossierActsOnce(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		id := itoa(o.Handled("0001").ID)
		text := `{"title":"函","unit":13,"cases":[` + id + `],"text":"请办","due":"2030-03-01"}`
		a, err := (&letter{Office: o}).step(testkit.Clerk, "draft_urging", text, desk.DossierRequest{Key: "k"})
		if err != nil {
			t.Fatal(err)
		}
		b, err := (&letter{Office: o}).step(testkit.Clerk, "draft_urging", text, desk.DossierRequest{Key: "k"})
		if err != nil || a.Top().ID != b.Top().ID {
			t.Errorf("the same form twice: %v, %d and %d", err, a.Top().ID, b.Top().ID)
		}
		_, err = (&letter{Office: o}).step(testkit.Clerk, "draft_urging", `{"title":"另一函","unit":13,"cases":[`+id+`],"text":"请办","due":"2030-03-01"}`, desk.DossierRequest{Key: "k"})
		if testkit.Kind(err) != fault.Invalid {
			t.Errorf("the same key for something else: %v", err)
		}
		l := &letter{Office: o, id: a.Top().ID}
		if _, err := l.step(testkit.Head, "issue_urging", `{"number":"1"}`, desk.DossierRequest{Version: 7}); testkit.Kind(err) != fault.Conflict {
			t.Errorf("a page of nowhere: %v", err)
		}
		if _, err := l.step(testkit.Clerk, "change_urging", text, desk.DossierRequest{}); err != nil {
			t.Fatal(err)
		}
		_, err = l.step(testkit.Head, "issue_urging", `{"number":"1"}`, desk.DossierRequest{Version: 1})
		if f, ok := fault.As(err); !ok || f.Key != "fault.moved_on_by" || !reflect.DeepEqual(f.Args, []any{"state", fault.Word("state.urging.drafted"), "done", fault.Words{"action.change_urging"}}) {
			t.Errorf("a stale page: %v", err)
		}
	})
}

// What the list returns is exactly what the rule accepts, for every actor of the small congress.
func TestListsOfDossiersShowWhatTheScopeSees(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		id := itoa(o.Handled("0001").ID)
		other := o.Accepted("0002").ID
		o.Must(testkit.Clerk, other, 0, "propose_units", `{"shares":[{"unit":14,"role":"sole"}]}`)
		o.Must(testkit.Head, other, 0, "assign", `{}`)
		for _, unit := range []string{"13", "14", "13"} {
			l, about := &letter{Office: o}, id
			if unit == "14" {
				about = itoa(other)
			}
			if _, err := l.step(testkit.Clerk, "draft_urging", `{"title":"函","unit":`+unit+`,"cases":[`+about+`],"text":"请办","due":"2030-03-01"}`, desk.DossierRequest{}); err != nil {
				t.Fatal(err)
			}
			if unit == "14" {
				continue
			}
			if _, err := l.step(testkit.Head, "issue_urging", `{"number":"1"}`, desk.DossierRequest{}); err != nil {
				t.Fatal(err)
			}
		}
		err := s.View(t.Context(), func(tx *store.Tx) error {
			k, _ := docket.Kind("urging")
			all, err := tx.DossiersOf(t.Context(), 1, "urging", 0)
			if err != nil {
				return err
			}
			for post, a := range o.Actors {
				want := 0
				for _, d := range all {
					if k.Sees(d, a) {
						want++
					}
				}
				rows, _, total, err := tx.Dossiers(t.Context(), dossier.ScopeOf(a), store.DossierFilter{})
				if err != nil {
					return err
				}
				if len(rows) != want || total != want {
					t.Errorf("post %d lists %d of %d, the rule accepts %d", post, len(rows), total, want)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// What was left out is told together with what is wrong: nobody is sent round twice.
func TestAllComplaintsComeAtOnce(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := o.Handled("0001")
		_, urged := (&letter{Office: o}).step(testkit.Clerk, "draft_urging", `{"unit":12,"due":"2030-03-01"}`, desk.DossierRequest{})
		_, objected := o.Try(testkit.Health, c.ID, c.Assignments[0].No, "object", `{}`)
		for _, row := range []struct {
			name, want string
			err        error
		}{
			{"a letter", "unit title cases text", urged},
			{"an objection", "proposes reason", objected},
		} {
			var got []string
			if f, ok := fault.As(row.err); ok {
				for _, x := range f.Fields {
					got = append(got, x.Name)
				}
			}
			if text := strings.Join(got, " "); text != row.want {
				t.Errorf("%s: told of %q, want %q", row.name, text, row.want)
			}
		}
	})
}
