package assess_test

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/assess"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/indicator"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/report"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// keep runs the passing of time and what it asks of the ledger, and checks how many reports were asked for.
func keep(t *testing.T, o testkit.Office, want int) {
	t.Helper()
	if _, err := o.Desk.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n, err := assess.KeepLedger(t.Context(), o.Desk); err != nil || n != want {
		t.Errorf("asked for %d reports, want %d: %v", n, want, err)
	}
}

// count counts the promises of the ledger that a filter keeps.
func count(t *testing.T, s *store.Store, a org.Actor, f store.CommitmentFilter) (n int) {
	t.Helper()
	err := s.View(t.Context(), func(tx *store.Tx) (err error) {
		_, _, n, err = tx.Commitments(t.Context(), access.Of(a), f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// governmentOffice brings the government's office into the small congress and returns the post of its clerk.
func governmentOffice(t *testing.T, o testkit.Office) int64 {
	t.Helper()
	const id, post = 89, 189
	a := org.Actor{
		Person: org.Person{ID: 1000 + post, Name: "某督查员"}, Post: org.Post{ID: post, Person: 1000 + post, Congress: 1, Org: id, Role: org.GovOffice},
	}
	err := o.Store.Do(t.Context(), func(tx *store.Tx) error {
		if err := tx.InsertOrgs(t.Context(), []org.Org{{ID: id, Congress: 1, Kind: org.GovernmentOffice, Code: "g", Name: "市政府办公室"}}); err != nil {
			return err
		}
		if err := tx.InsertPeople(t.Context(), []org.Person{a.Person}); err != nil {
			return err
		}
		return errors.Join(tx.InsertPosts(t.Context(), []org.Post{a.Post}), storetest.Unlogged(t.Context(), tx))
	})
	if err != nil {
		t.Fatal(err)
	}
	o.Actors[post] = a
	return post
}

func newTerm(t *testing.T, s *store.Store) {
	t.Helper()
	err := s.Do(t.Context(), func(tx *store.Tx) error {
		return tx.SaveSession(t.Context(), org.Session{ID: 31, Congress: 1, Term: 6, Number: 1, Year: 2027, Opens: "2027-01-10", Closes: "2027-01-15"})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A promise that is open when the year ends is carried over once, whoever or whatever comes first; settled ones are not. The ledger tells the
// year in which it was made, the one in which it stands, and who owes it since a reform.
func TestAnOpenPromiseIsCarriedIntoTheNextYear(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		open, acted, kept, broken := promised(o, "0001"), promised(o, "0002"), promised(o, "0003"), promised(o, "0004")
		part := open.Commitments[0].No
		clerk := o.Actors[testkit.Clerk]
		today := string(day(s))
		o.Must(testkit.Health, kept.ID, part, "claim_done", `{"on":"`+today+`","evidence":"已验收"}`)
		o.Must(testkit.Deputy, kept.ID, part, "rate_fulfilment", `{"rating":"satisfied"}`)
		o.Must(testkit.Clerk, kept.ID, part, "verify_fulfilment", `{}`)
		o.Must(testkit.HealthHead, broken.ID, part, "give_up", `{"reason":"规划调整"}`)
		keep(t, o, 0)
		if n := count(t, s, clerk, store.CommitmentFilter{Year: 2026}); n != 4 {
			t.Errorf("made in 2026: %d", n)
		}
		clock.Advance(310 * 24 * time.Hour) // January 2027
		seen := o.Read(acted.ID).Commitments[0].Version
		c := o.Must(testkit.Health, acted.ID, part, "note_progress", `{"text":"已招标","percent":20}`)
		if k := c.Commitments[0]; len(k.Carried) != 1 || k.Version != seen+1 {
			t.Errorf("acting first on New Year: carried %+v, version %d after %d", k.Carried, k.Version, seen)
		}
		keep(t, o, 0)
		keep(t, o, 0) // once a year
		for _, c := range []*suggestion.Case{open, acted} {
			got := o.Read(c.ID).Commitments[0].Carried
			want := []suggestion.Carry{{On: day(s), From: 2026, Into: 2027, Unit: testkit.HealthOrg}}
			if !slices.Equal(got, want) {
				t.Errorf("carried %+v, want %+v", got, want)
			}
		}
		for _, c := range []*suggestion.Case{kept, broken} {
			if k := o.Read(c.ID).Commitments[0]; len(k.Carried) > 0 {
				t.Errorf("%s was carried over: %+v", k.State, k.Carried)
			}
		}
		for name, is := range map[string]struct {
			f    store.CommitmentFilter
			want int
		}{
			"made in 2026":           {store.CommitmentFilter{Year: 2026}, 4},
			"made in 2027":           {store.CommitmentFilter{Year: 2027}, 0},
			"carried into 2026":      {store.CommitmentFilter{Carried: 2026}, 0},
			"carried into 2027":      {store.CommitmentFilter{Carried: 2027}, 2},
			"carried into 2028":      {store.CommitmentFilter{Carried: 2028}, 0},
			"carried and still owed": {store.CommitmentFilter{Carried: 2027, States: suggestion.OwedStates}, 2},
		} {
			if n := count(t, s, clerk, is.f); n != is.want {
				t.Errorf("%s: %d, want %d", name, n, is.want)
			}
		}
		// two units become one, a year passes, and the promise is kept: it stands in the account of the year in which it was
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			if err := tx.SaveOrg(t.Context(), org.Org{ID: 88, Congress: 1, Kind: org.Department, Code: "hh", Name: "市卫生健康和疾控局", Government: true}); err != nil {
				return err
			}
			_, err := o.Desk.Order(t.Context(), tx, open.ID, 0, "succeed_unit", &suggestion.SucceedUnit{From: testkit.HealthOrg, To: 88, Government: true, Basis: "机构改革方案"})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		clock.Advance(365 * 24 * time.Hour)
		keep(t, o, 0)
		err = s.View(t.Context(), func(tx *store.Tx) error {
			rows, _, n, err := tx.Commitments(t.Context(), access.Of(clerk), store.CommitmentFilter{Unit: 88})
			if err == nil && (n != 1 || rows[0].Made != 2026 || rows[0].Year != 2028 || rows[0].MadeBy != testkit.HealthOrg) {
				t.Errorf("after the reform %+v", rows)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if k := o.Read(open.ID).Commitments[0].Carried; k[0].Unit != testkit.HealthOrg || k[1].Unit != 88 {
			t.Errorf("who owed it: %+v", k)
		}
	})
}

// When the first session of a new term has opened, what the last term owes is carried into it and accounted for in writing by each body that
// has to; the deputies who are owed are told, a former one among them, and nobody else.
func TestTheAccountAtTheChangeOfTerm(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		c := promised(o, "0001")
		part := c.Commitments[0].No
		clock.Advance(320 * 24 * time.Hour)
		keep(t, o, 0) // no new term yet
		newTerm(t, s)
		_, err := o.Try(testkit.Clerk, c.ID, part, "carry_term", `{"from":5,"into":6}`)
		if testkit.Kind(err) != fault.Forbidden {
			t.Errorf("carried by hand: %v", err)
		}
		gov := governmentOffice(t, o)
		keep(t, o, 2) // of the government's office and of the committee
		keep(t, o, 0) // once for each change of term
		last, _ := o.Read(c.ID).Commitments[0].CarriedTo()
		if want := (suggestion.Carry{On: day(s), From: 5, Into: 6, Term: true, Unit: testkit.HealthOrg}); last != want || len(o.Read(c.ID).Commitments[0].Carried) != 2 {
			t.Errorf("carried %+v, want %+v", last, want)
		}
		if n := count(t, s, o.Actors[testkit.Clerk], store.CommitmentFilter{Term: 6}); n != 1 {
			t.Errorf("carried into the sixth term: %d", n)
		}
		p, theirs := &paper{Office: o, kind: "ledger_report"}, &paper{Office: o, kind: "ledger_report"}
		err = s.View(t.Context(), func(tx *store.Tx) error {
			tasks, err := tx.DossierTasks(t.Context(), dossier.ScopeOf(o.Actors[testkit.Clerk]), 10)
			if err != nil || len(tasks) != 1 || tasks[0].Name != "make_term_account" || tasks[0].Due != "2027-03-10" {
				t.Fatalf("tasks %+v %v", tasks, err)
			}
			p.id = tasks[0].ID
			if tasks, err = tx.DossierTasks(t.Context(), dossier.ScopeOf(o.Actors[gov]), 10); err != nil || len(tasks) != 1 {
				t.Fatalf("tasks of the government's office %+v %v", tasks, err)
			}
			theirs.id = tasks[0].ID
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		p.must(gov, 0, "make_ledger_report", `{"said":"x"}`, fault.NotFound)
		theirs.must(testkit.Clerk, 0, "make_ledger_report", `{"said":"x"}`, fault.Invalid)
		if d := theirs.must(gov, 0, "make_ledger_report", `{"said":"已逐项督办"}`, "").(*look.LedgerReport); len(d.Open) != 1 {
			t.Errorf("the government's office reports %+v", d.Open)
		}
		err = s.Do(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE post SET mandate = 'former' WHERE id = $1", testkit.Deputy)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		d := p.must(testkit.Clerk, 0, "make_ledger_report", `{"said":"逐项核实"}`, "").(*look.LedgerReport)
		if len(d.Lines) != 1 || d.Lines[0] != (look.LedgerLine{Of: assess.ThisTerm, Unit: testkit.HealthOrg, All: 1, Due: 1, Late: 1}) {
			t.Errorf("figures %+v", d.Lines)
		}
		if len(d.Open) != 1 || d.Open[0].Case != c.ID || d.Open[0].Words != "修缮" || d.Open[0].Made != 2026 {
			t.Errorf("still owed %+v", d.Open)
		}
		p.must(testkit.Clerk, 0, "make_ledger_report", `{"said":"再报"}`, fault.Conflict)
		former := o.Actors[testkit.Deputy]
		former.Post.Mandate = org.Former
		for who, want := range map[int64]bool{testkit.Deputy: true, testkit.Cosigner: false} {
			a := o.Actors[who]
			if who == testkit.Deputy {
				a = former
			}
			err := s.View(t.Context(), func(tx *store.Tx) error {
				list, err := tx.Notices(t.Context(), access.Of(a), dossier.ScopeOf(a), 50)
				told := slices.ContainsFunc(list, func(n store.Notice) bool { return n.Key == "promises_accounted" && n.Case == c.ID })
				if err == nil && told != want {
					t.Errorf("%d is told: %v, want %v (%+v)", who, told, want, list)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if _, err := o.Desk.OpenDossier(t.Context(), former, p.id); testkit.Kind(err) != fault.NotFound {
			t.Errorf("a former deputy opens the dossier: %v", err)
		}
		clock.Advance(90 * 24 * time.Hour)
		keep(t, o, 0) // the time for it is over
	})
}

// Each day the rows say which suggestions still have a promise to carry into the present term; no other is read, and once all are carried none is.
func TestOnlyWhatMustBeCarriedIsRead(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		open, claimed, broken := promised(o, "0001"), promised(o, "0002"), promised(o, "0003")
		part := open.Commitments[0].No
		o.Must(testkit.Health, claimed.ID, part, "claim_done", `{"on":"`+string(day(s))+`","evidence":"已验收"}`)
		o.Must(testkit.HealthHead, broken.ID, part, "give_up", `{"reason":"规划调整"}`)
		toCarry := func(when string, term int, want ...int64) {
			t.Helper()
			err := s.View(t.Context(), func(tx *store.Tx) error {
				got, err := tx.CasesToCarry(t.Context(), 1, term)
				if err == nil && !slices.Equal(got, want) {
					t.Errorf("%s into term %d: %v, want %v", when, term, got, want)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		// unreadable makes the document of a suggestion such that whoever reads it fails.
		unreadable := func(ids ...int64) {
			t.Helper()
			err := s.Do(t.Context(), func(tx *store.Tx) error {
				for _, id := range ids {
					if _, err := tx.Exec(t.Context(), "UPDATE suggestion_doc SET doc = '' WHERE suggestion_id = $1", id); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		clock.Advance(320 * 24 * time.Hour)
		newTerm(t, s)
		toCarry("before", 5)
		toCarry("before", 6, open.ID, claimed.ID)
		unreadable(broken.ID)
		if _, err := assess.KeepLedger(t.Context(), o.Desk); err != nil {
			t.Errorf("a suggestion without anything to carry is read: %v", err)
		}
		for _, id := range []int64{open.ID, claimed.ID} {
			if k := o.Read(id).Commitments[0]; k.TermIn() != 6 {
				t.Errorf("carried %+v", k.Carried)
			}
		}
		toCarry("after", 6)
		toCarry("after", 7, open.ID, claimed.ID)
		unreadable(open.ID, claimed.ID)
		if _, err := assess.KeepLedger(t.Context(), o.Desk); err != nil {
			t.Errorf("on a day with nothing to carry a suggestion is read: %v", err)
		}
	})
}

// What earlier years left open is counted in the year into which it was carried, by what has become of it; each number opens its list, and a past
// day tells it as it stood. Neither what was settled before the year ended nor what was made in the year is in it.
func TestWhatWasCarriedIntoAYearIsCounted(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		late, kept, broken, before := promised(o, "0001"), promised(o, "0002"), promised(o, "0003"), promised(o, "0004")
		part := kept.Commitments[0].No
		fulfil := func(id int64) {
			t.Helper()
			o.Must(testkit.Health, id, part, "claim_done", `{"on":"`+string(day(s))+`","evidence":"已验收"}`)
			o.Must(testkit.Deputy, id, part, "rate_fulfilment", `{"rating":"satisfied"}`)
			o.Must(testkit.Clerk, id, part, "verify_fulfilment", `{}`)
		}
		fulfil(before.ID)
		clock.Advance(320 * 24 * time.Hour)
		newTerm(t, s)
		keep(t, o, 1)
		carried := day(s)
		o.Handled("0001") // of the new session
		clock.Advance(24 * time.Hour)
		fulfil(kept.ID)
		o.Must(testkit.HealthHead, broken.ID, part, "give_up", `{"reason":"规划调整"}`)
		counted := func(when string, from *store.Store, a org.Actor, all int, want map[string]int) {
			t.Helper()
			err := from.View(t.Context(), func(tx *store.Tx) error {
				y, err := stats.OfYear(t.Context(), tx, access.Of(a), 31)
				if err != nil {
					return err
				}
				for _, code := range []string{"carried_kept", "carried_owed", "carried_overdue", "carried_broken"} {
					r := y.Rate(code)
					if r.Unit != "promise" || r.Now.Num.N != want[code] || r.Now.Den.N != all || r.Last == nil || r.Last.Den.N != 0 {
						t.Errorf("%s, %s: %+v, want %d of %d", when, code, r, want[code], all)
					}
					for _, p := range []stats.Part{r.Now.Num, r.Now.Den} {
						q, err := url.ParseQuery(strings.TrimPrefix(p.List, "?"))
						if err != nil {
							return err
						}
						f, err := suggestion.ParsePromiseFilter(q)
						if err != nil {
							return err
						}
						if _, _, n, err := tx.Commitments(t.Context(), access.Of(a), f); err != nil || n != p.N {
							t.Errorf("%s, %s: figure %d, list %d (%v) %s", when, code, p.N, n, err, p.List)
						}
					}
				}
				b, err := stats.BreakDown(t.Context(), tx, access.Of(a), 31, "carried_kept", indicator.ByUnit)
				if err == nil && (b.All.Den.N != all || all > 0 && (len(b.Lines) != 1 || b.Lines[0].ID != testkit.HealthOrg || b.Lines[0].Now.Num.N != want["carried_kept"])) {
					t.Errorf("%s by unit: %+v", when, b)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		at := func(day calendar.Day) *store.Store {
			t.Helper()
			past, err := s.Past(t.Context(), 1, 31, store.At(day))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = past.Close() })
			return past
		}
		clerk := o.Actors[testkit.Clerk]
		now := map[string]int{"carried_kept": 1, "carried_owed": 1, "carried_overdue": 1, "carried_broken": 1}
		counted("today", s, clerk, 3, now)
		counted("today, replayed", at(day(s)), clerk, 3, now)
		counted("on the day of the roll-over", at(carried), clerk, 3, map[string]int{"carried_owed": 3, "carried_overdue": 3})
		counted("the day before", at(carried.AddDays(-1)), clerk, 0, nil)
		kind, _ := report.Of("year", org.CommitteeClerk)
		for on, says := range map[calendar.Day]string{
			day(s):  "Promises carried over into 2027: 3; kept 1; still owed 1, of which overdue 1; not kept 1.",
			carried: "Promises carried over into 2027: 3; kept 0; still owed 3, of which overdue 3; not kept 0.",
		} {
			r, err := report.Make(t.Context(), s, clerk, report.Ask{Kind: kind, Session: 31, CutOff: on}, i18n.For(i18n.English))
			if err != nil {
				t.Fatal(err)
			}
			if text := fmt.Sprintf("%+v", r.Paper); !strings.Contains(text, says) || !strings.Contains(text, "Promises carried over from earlier years") {
				t.Errorf("the report of %s lacks %q: %s", on, says, text)
			}
		}
		counted("to the deputy who is owed", s, o.Actors[testkit.Deputy], 3, now)
		counted("to a deputy who signed none of them", s, o.Actors[testkit.Cosigner], 0, nil)
		o.Must(testkit.Health, late.ID, part, "claim_done", `{"on":"`+string(day(s))+`","evidence":"已验收"}`)
		counted("declared done, others are to judge it", s, clerk, 3, map[string]int{"carried_kept": 1, "carried_owed": 1, "carried_broken": 1})
	})
}
