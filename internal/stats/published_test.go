package stats_test

import (
	"fmt"
	"testing"

	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

// told is a case as a published report tells it: what came of it, how it was judged, and what was published.
type told struct {
	outcome          rule.Outcome
	unanswered       bool
	first, result    suggestion.Rating
	attitude         suggestion.Rating
	forms            []suggestion.Rating // of the deputies who rated it, one by one
	consent, publish string
	kept             bool
}

// many is the same case so many times.
func many(n int, k told) []told {
	out := make([]told, n)
	for i := range out {
		out[i] = k
	}
	return out
}

func report(parts ...[]told) (out []told) {
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

const yes, partly, not = suggestion.Satisfied, suggestion.Basically, suggestion.NotSatisfied

// judged gives the first cases of a report these ratings.
func judged(list []told, results ...[]suggestion.Rating) []told {
	i := 0
	for _, r := range results {
		for _, one := range r {
			list[i].result, list[i].first, list[i].attitude = one, one, one
			i++
		}
	}
	return list
}

func times(n int, r suggestion.Rating) []suggestion.Rating {
	out := make([]suggestion.Rating, n)
	for i := range out {
		out[i] = r
	}
	return out
}

// fujian are 817 cases with 1,014 forms between them.
func fujian() []told {
	forms := append(append(times(781, yes), times(204, partly)...), times(29, not)...)
	list := many(817, told{outcome: rule.Solved})
	for i, f := range forms {
		list[i%817].forms = append(list[i%817].forms, f)
	}
	return list
}

// songyang are 220 cases that were rated twice: what was not satisfactory was handled again.
func songyang() []told {
	list := many(220, told{outcome: rule.Solved, first: yes, result: yes, attitude: yes})
	for i := range 22 {
		list[i].first = not
	}
	list[0].result, list[1].result = not, not
	return list
}

// The tables that congresses and governments have published (only their numbers), entered as cases and asked of the catalogue. Where a report is off in
// its last digit, what stands here is what its numbers come to.
func TestPublishedTablesComeOutOfTheirCases(t *testing.T) {
	reports := []struct {
		name  string
		cases []told
		want  map[string]string
	}{
		{"Hengyang 2023", report(many(155, told{outcome: rule.Solved}), many(208, told{outcome: rule.Planned}), many(13, told{outcome: rule.Reference})), map[string]string{
			"solved": "155/376 41.22%", "planned": "208/376 55.32%", "solved_or_planned": "363/376 96.54%",
		}},
		{"Shanghai 2023", report(
			many(434, told{outcome: rule.Solved, consent: "full", publish: "full"}), many(218, told{outcome: rule.Solved, consent: "full", publish: "none"}),
			many(22, told{outcome: rule.InProgress, consent: "full", publish: "none"}), many(31, told{outcome: rule.Planned, consent: "full", publish: "none"}),
			many(87, told{outcome: rule.Reference, consent: "title", publish: "none"}), many(28, told{outcome: rule.Reference, consent: "none"}),
			many(18, told{unanswered: true, consent: "none"}),
		), map[string]string{
			"adoption": "652/820 79.51%", "reply": "820/838 97.85%", "publication_texts": "792/838 94.51%", "publication": "434/792 54.80%",
			"in_progress": "22/838 2.63%", "planned_only": "31/838 3.70%",
		}},
		{"Beijing 2025", report(many(600, told{outcome: rule.Solved}), many(286, told{outcome: rule.Planned}), many(87, told{outcome: rule.Reference})), map[string]string{
			"solved_or_planned": "886/973 91.06%",
		}},
		{"Dongtou 2016", judged(report(many(59, told{outcome: rule.Solved}), many(67, told{outcome: rule.Planned}), many(20, told{outcome: rule.Reference})), times(128, yes), times(18, partly)), map[string]string{
			"solved": "59/146 40.41%", "planned": "67/146 45.89%", "satisfaction_strict": "128/146 87.67%", "satisfaction": "146/146 100%",
		}},
		{"Hengnan 2019", judged(report(many(40, told{outcome: rule.Solved}), many(89, told{outcome: rule.Planned}), many(20, told{outcome: rule.Reference})), times(117, yes), times(32, partly)), map[string]string{
			"solved": "40/149 26.85%", "planned": "89/149 59.73%", "satisfaction_strict": "117/149 78.52%",
		}},
		{"Gongliu 2024", report(many(33, told{outcome: rule.Solved}), many(14, told{outcome: rule.Planned}), many(5, told{outcome: rule.Reference})), map[string]string{
			"solved": "33/52 63.46%", "planned": "14/52 26.92%",
		}},
		{"Fujian 2013, by form", fujian(), map[string]string{
			"satisfied_forms": "781/1014 77.02%", "satisfaction_forms": "985/1014 97.14%", "first_satisfaction_forms": "985/1014 97.14%",
		}},
		{"a city 2020, four classes", report(many(64, told{outcome: rule.Solved}), many(38, told{outcome: rule.InProgress}), many(21, told{outcome: rule.Planned}), many(5, told{outcome: rule.Reference})), map[string]string{
			"solved": "64/128 50.00%", "in_progress": "38/128 29.69%", "planned_only": "21/128 16.41%",
		}},
		{"a city of 93, first round", judged(report(many(54, told{outcome: rule.Solved}), many(33, told{outcome: rule.InProgress}), many(2, told{outcome: rule.Planned}), many(4, told{outcome: rule.Reference})), times(86, yes), times(7, not)), map[string]string{
			"solved": "54/93 58.06%", "in_progress": "33/93 35.48%", "planned_only": "2/93 2.15%", "first_satisfaction": "86/93 92.47%",
		}},
		{"Songyang 2017, two rounds", songyang(), map[string]string{
			"first_satisfaction": "198/220 90.00%", "satisfaction": "218/220 99.09%", "attitude": "220/220 100%",
		}},
		{"Laibin 2016 to 2018", report(many(190, told{outcome: rule.Solved, kept: true}), many(55, told{outcome: rule.Planned})), map[string]string{
			"implemented_cases": "190/245 77.55%",
		}},
		{"the national congress 2002", report(many(2000, told{outcome: rule.Solved}), many(1096, told{outcome: rule.Planned}), many(1191, told{outcome: rule.Reference})), map[string]string{
			"solved_or_planned": "3096/4287 72.22%",
		}},
	}
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		congress(t, s)
		for i, r := range reports {
			session := int64(100 + i)
			var cases []*suggestion.Case
			for n, k := range r.cases {
				cases = append(cases, k.entered(t, s, session, n))
			}
			err := s.Do(t.Context(), func(tx *store.Tx) error {
				of := org.Session{ID: session, Congress: congressID, Term: 5, Number: 10 + i, Year: 1980 + i, Opens: "2023-01-04", Closes: "2023-01-07"}
				if err := tx.SaveSession(t.Context(), of); err != nil {
					return err
				}
				return tx.InsertCases(t.Context(), cases, nil)
			})
			if err != nil {
				t.Fatalf("%s: %v", r.name, err)
			}
			var y stats.Year
			if err := s.View(t.Context(), func(tx *store.Tx) (err error) {
				y, err = stats.OfYear(t.Context(), tx, scope, session)
				return err
			}); err != nil {
				t.Fatalf("%s: %v", r.name, err)
			}
			for code, want := range r.want {
				n := y.Rate(code).Now
				if got := fmt.Sprintf("%d/%d %s", n.Num.N, n.Den.N, n.Percent(2)); got != want {
					t.Errorf("%s, %s: %s, want %s", r.name, code, got, want)
				}
			}
		}
	})
}

// entered is the case as the program keeps it.
func (k told) entered(t *testing.T, s *store.Store, session int64, n int) *suggestion.Case {
	t.Helper()
	pack, _ := s.Packs().Latest("shanghai") // its scheme tells all four outcomes apart
	a := &suggestion.Assignment{Share: suggestion.Share{Unit: unitID, Role: suggestion.Sole}, Round: 1, AssignedOn: "2023-02-10", SignedOn: "2023-02-11"}
	a.No, a.State = 1, suggestion.Working
	c := &suggestion.Case{
		ID: session*10_000 + int64(n), Congress: congressID, Session: session, Kind: suggestion.Single, Stream: suggestion.InSession, Number: fmt.Sprintf("%04d", n+1),
		Text: suggestion.Text{Title: "关于某事的建议"}, AcceptedOn: "2023-01-06", AssignedOn: "2023-02-10", Pack: suggestion.PackRef{ID: pack.ID, Version: pack.Version},
		About: suggestion.About{Publish: k.consent}, Assignments: []*suggestion.Assignment{a},
	}
	c.State = suggestion.Handling
	if k.unanswered {
		return c
	}
	for _, class := range pack.Scheme.Classes {
		if class.Outcome == k.outcome {
			a.Class = class.Code
		}
	}
	if a.Class == "" {
		t.Fatalf("the scheme of %s has no class for %s", pack.ID, k.outcome)
	}
	a.Outcome, a.FirstClass, a.RepliedOn, a.FirstOn = k.outcome, a.Class, "2023-05-04", "2023-05-04"
	a.Result, a.FirstResult, a.Attitude = k.result, k.first, k.attitude
	c.State, a.State = suggestion.Closed, suggestion.Content
	reply := &suggestion.Reply{Assignment: 1, Round: 1, Class: a.Class, DeliveredOn: "2023-05-04", Publish: k.publish}
	reply.No, reply.State = 2, suggestion.Delivered
	c.Replies = []*suggestion.Reply{reply}
	for i, r := range k.forms {
		e := &suggestion.Evaluation{Assignment: 1, Round: 1, Post: int64(i + 1), Attitude: yes, Result: r, On: "2023-05-08"}
		e.No, e.State = 10+i, suggestion.Final
		c.Evaluations = append(c.Evaluations, e)
	}
	if k.kept {
		p := &suggestion.Commitment{Assignment: 1, Words: "年内建成", Due: "2023-12-01", FirstDue: "2023-12-01", DoneOn: "2023-11-01"}
		p.No, p.State = 50, suggestion.Kept
		c.Commitments = []*suggestion.Commitment{p}
	}
	return c
}

// A form counts when its window has closed, and not before: until then nobody but the committee knows that it was handed in.
func TestAFormCountsOnceItsWindowHasClosed(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		congress(t, s)
		k := told{outcome: rule.Solved, forms: []suggestion.Rating{yes, not}}
		open, closed := k.entered(t, s, sessionID, 1), k.entered(t, s, sessionID, 2)
		open.State, open.Assignments[0].State = suggestion.Replied, suggestion.Answered
		if err := s.Do(t.Context(), func(tx *store.Tx) error {
			return tx.InsertCases(t.Context(), []*suggestion.Case{open, closed}, nil)
		}); err != nil {
			t.Fatal(err)
		}
		y, err := year(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		if n := y.Rate("satisfaction_forms"); n.Now.Num.N != 1 || n.Now.Den.N != 2 || n.Unit != "form" {
			t.Errorf("%+v", n)
		}
		err = s.View(t.Context(), func(tx *store.Tx) error {
			f, err := suggestion.ParseFormFilter(suggestion.FormFilter{Case: suggestion.Filter{Session: sessionID}, Results: []suggestion.Rating{not}}.Values())
			if err != nil {
				return err
			}
			rows, _, total, err := tx.FormRows(t.Context(), scope, f)
			if total != 1 || len(rows) != 1 || rows[0].Case != closed.ID {
				t.Errorf("%d rows: %+v", total, rows)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}
