package stats_test

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/fault"
	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

const (
	lastSession = 20
	otherUnit   = 14
	deputyPost  = 31
	secondPost  = 32
	county      = 15
	delegation  = 16
	category    = 41
	subCategory = 42
)

// people adds what breakdowns group by, and the year before.
func people(t *testing.T, s *store.Store) {
	t.Helper()
	congress(t, s)
	err := s.Do(t.Context(), func(tx *store.Tx) error {
		ctx := t.Context()
		if err := tx.SaveSession(ctx, org.Session{ID: lastSession, Congress: congressID, Term: 5, Number: 1, Year: 2022, Opens: "2022-01-04", Closes: "2022-01-07"}); err != nil {
			return err
		}
		if err := tx.InsertOrgs(ctx, []org.Org{
			{ID: otherUnit, Congress: congressID, Kind: org.Department, Code: "f", Name: "市财政局"},
			{ID: county, Congress: congressID, Kind: org.CountyCongress, Code: "k", Name: "甲县"},
			{ID: delegation, Congress: congressID, Kind: org.Delegation, Code: "d", Name: "某代表团"},
		}); err != nil {
			return err
		}
		if err := tx.InsertCategories(ctx, []org.Category{{ID: category, Congress: congressID, Code: "h", Name: "卫生"}, {ID: subCategory, Congress: congressID, Parent: category, Code: "h1", Name: "乡镇卫生院"}}); err != nil {
			return err
		}
		if err := tx.InsertPeople(ctx, []org.Person{{ID: 1031, Name: "某甲"}, {ID: 1032, Name: "某乙"}}); err != nil {
			return err
		}
		return tx.InsertPosts(ctx, []org.Post{
			{ID: deputyPost, Congress: congressID, Org: delegation, Person: 1031, Role: org.Deputy, Mandate: org.Active},
			{ID: secondPost, Congress: congressID, Org: delegation, Person: 1032, Role: org.Deputy, Mandate: org.Active},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// live is a case under way: one sole unit, answered in class B on time with a promise.
func live(id int64, session int64) *suggestion.Case {
	a := &suggestion.Assignment{
		AssignedOn: "2023-02-10", SignedOn: "2023-02-12", FirstOn: "2023-04-20", RepliedOn: "2023-04-20", Round: 1, Class: "B", FirstClass: "B",
		Outcome: rule.InProgress, Attitude: suggestion.Satisfied, Result: suggestion.Satisfied, FirstResult: suggestion.Satisfied, RatedOn: "2023-05-01",
	}
	a.No, a.State, a.Unit, a.Role = 1, suggestion.Content, unitID, suggestion.Sole
	k := &suggestion.Commitment{Assignment: 1, Reply: 2, Words: "年内建成", Due: "2023-10-31", FirstDue: "2023-10-31"}
	k.No, k.State = 3, suggestion.Promised
	contact := &suggestion.Contact{Assignment: 1, Way: "visit"}
	contact.No, contact.State = 4, suggestion.Confirmed
	r := &suggestion.Reply{Assignment: 1, Round: 1, Class: "B", DeliveredOn: "2023-04-20", Publish: "full"}
	r.No, r.State = 2, suggestion.Delivered
	c := &suggestion.Case{
		ID: id, Congress: congressID, Session: session, Seq: 1, Number: strconv.FormatInt(id, 10), Kind: suggestion.Single, Stream: suggestion.InSession,
		Lead: deputyPost, LeadPerson: 1031, Delegation: delegation, County: county, Category: subCategory, Pack: suggestion.PackRef{ID: "hunan-city", Version: 1},
		Text: suggestion.Text{Title: "关于某事的建议"}, About: suggestion.About{Publish: "full"}, SubmittedOn: "2023-01-05", AcceptedOn: "2023-01-20", AssignedOn: "2023-02-10",
		Assignments: []*suggestion.Assignment{a}, Commitments: []*suggestion.Commitment{k}, Contacts: []*suggestion.Contact{contact}, Replies: []*suggestion.Reply{r},
		Clocks: []*suggestion.Clock{
			{Name: rule.SignFor, Part: 1, Round: 1, Start: "2023-02-10", Due: "2023-02-17", Stopped: "2023-02-12"},
			{Name: rule.Reply, Part: 1, Round: 1, Start: "2023-02-10", Due: "2023-05-10", Stopped: "2023-04-20"},
		},
		LastPart: 9,
	}
	c.State = suggestion.FollowUp
	return c
}

// past2023 is a small year with something in every indicator.
func past2023(t *testing.T, s *store.Store) {
	t.Helper()
	people(t, s)
	kept, fell, late, redone, two := live(101, sessionID), live(102, sessionID), live(103, sessionID), live(104, sessionID), live(105, sessionID)

	kept.State, kept.Assignments[0].Class, kept.Assignments[0].Outcome = suggestion.Closed, "A", rule.Solved
	kept.Commitments[0].State, kept.Commitments[0].DoneOn, kept.Commitments[0].Rated, kept.Commitments[0].RatedOn = suggestion.Kept, "2023-09-01", suggestion.Satisfied, "2023-09-10"
	kept.Assignments[0].InstructOn = "2023-02-13"

	fell.Lead, fell.LeadPerson, fell.Commitments[0].Rated, fell.Commitments[0].RatedOn = secondPost, 1032, suggestion.NotSatisfied, "2023-09-11"

	late.Stream, late.Contacts[0].Way, late.About.Protected = suggestion.Between, "phone", true
	late.Assignments[0].FirstOn, late.Assignments[0].RepliedOn, late.Assignments[0].SignedOn = "2023-06-01", "2023-06-01", "2023-03-01"
	late.Commitments[0].State, late.Commitments[0].DoneOn = suggestion.Claimed, "2023-09-01"

	redone.Category, redone.Contacts = 0, nil
	a := redone.Assignments[0]
	a.Round, a.FirstResult, a.Refusals, a.RepliedOn = 2, suggestion.NotSatisfied, 1, "2023-06-10"
	redone.Clocks = append(redone.Clocks, &suggestion.Clock{Name: rule.Redo, Part: 1, Round: 2, Start: "2023-05-12", Due: "2023-06-12", Stopped: "2023-06-10"})
	again := &suggestion.Reply{Assignment: 1, Round: 2, Class: "B", DeliveredOn: "2023-06-10", Publish: "none"}
	again.No, again.State = 5, suggestion.Delivered
	redone.Replies = append(redone.Replies, again)

	co := &suggestion.Assignment{AssignedOn: "2023-02-10", Round: 1}
	co.No, co.State, co.Unit, co.Role = 6, suggestion.Opined, otherUnit, suggestion.Co
	two.Assignments = append(two.Assignments, co)
	two.Assignments[0].Role = suggestion.LeadRole

	before, before2 := live(90, lastSession), live(91, lastSession)
	before.Assignments[0].Class, before.Assignments[0].Outcome = "A", rule.Solved
	cases := []*suggestion.Case{kept, fell, late, redone, two, before, before2}
	if err := s.Do(t.Context(), func(tx *store.Tx) error { return tx.InsertCases(t.Context(), cases, nil) }); err != nil {
		t.Fatal(err)
	}
}

// opened counts what the list behind a part of a rate shows.
func opened(ctx context.Context, tx *store.Tx, unit, list string) (n int, err error) {
	q, err := url.ParseQuery(strings.TrimPrefix(list, "?"))
	if err != nil {
		return 0, err
	}
	switch unit {
	case "item":
		f, err := suggestion.ParseFilter(q)
		if err != nil {
			return 0, err
		}
		_, _, n, err = tx.Cases(ctx, scope, f)
		return n, err
	case "item_unit":
		f, err := suggestion.ParseShareFilter(q)
		if err != nil {
			return 0, err
		}
		_, _, n, err = tx.ShareRows(ctx, scope, f)
		return n, err
	case "deputy":
		f, err := suggestion.ParseDeputyFilter(q)
		if err != nil {
			return 0, err
		}
		_, _, n, err = tx.DeputyRows(ctx, scope, f)
		return n, err
	case "form":
		f, err := suggestion.ParseFormFilter(q)
		if err != nil {
			return 0, err
		}
		_, _, n, err = tx.FormRows(ctx, scope, f)
		return n, err
	}
	f, err := suggestion.ParsePromiseFilter(q)
	if err != nil {
		return 0, err
	}
	_, _, n, err = tx.Commitments(ctx, scope, f)
	return n, err
}

func TestTheCatalogueCountsWhatItSays(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		past2023(t, s)
		y, err := year(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		for code, want := range map[string]string{
			"reply": "5/5", "completion": "5/5", "completion_strict": "1/5", "completion_due": "5/5", "on_time": "4/5", "on_time_original": "4/5",
			"rehandling": "1/5", "rehandling_unsatisfied": "1/1", "contact": "4/5", "meeting": "3/5", "visit": "3/5", "instruction": "1/5",
			"contact_deputies": "2/2", "meeting_deputies": "2/2", "visit_deputies": "2/2",
			"solved": "1/5", "planned": "4/5", "solved_or_planned": "5/5", "adoption": "1/5", "b_to_a": "1/2", "b_to_a_same_year": "1/5",
			"satisfaction": "5/5", "first_satisfaction": "4/5", "attitude": "5/5", "attitude_of_handed": "5/5",
			"effect": "1/2", "effect_reply": "2/2", "effect_fell": "1/2", "effect_unmeasured": "1/3", "implemented_cases": "1/5", "accomplished": "1/5",
			"publication": "4/5", "publication_of_texts": "4/5", "publication_texts": "5/5",
			"sign_for": "4/6", "signed": "5/6", "reply_shares": "5/5", "co_opinion": "1/1", "on_time_shares": "4/5", "rehandling_on_time": "1/1",
			"effect_shares": "1/2", "implementation": "1/5", "implementation_last_year": "0/2", "fulfilment_rating": "1/2",
		} {
			r := y.Rate(code)
			if got := strconv.Itoa(r.Now.Num.N) + "/" + strconv.Itoa(r.Now.Den.N); got != want {
				t.Errorf("%s: %s, want %s", code, got, want)
			}
		}
		if r := y.Rate("reply"); r.Last == nil || r.Last.Year != 2022 || r.Last.Den.N != 2 {
			t.Errorf("last year's reply rate: %+v", r.Last)
		}
		if r := y.Rate("b_to_a"); r.Now.Year != 2022 || r.Last != nil {
			t.Errorf("the rate of last year's class B: %+v", r)
		}
	})
}

func TestEveryRateOpensTheListsBehindIt(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		past2023(t, s)
		y, err := year(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		err = s.View(t.Context(), func(tx *store.Tx) error {
			for _, r := range y.Rates {
				all := []stats.Share{r.Now}
				if r.Last != nil {
					all = append(all, *r.Last)
				}
				for _, share := range all {
					for _, p := range []stats.Part{share.Num, share.Den} {
						if n, err := opened(t.Context(), tx, r.Unit, p.List); n != p.N || err != nil {
							t.Errorf("%s of %d: figure %d, list %d (%v) %s", r.Code, share.Year, p.N, n, err, p.List)
						}
					}
				}
			}
			for _, e := range y.Effects {
				for _, p := range []stats.Part{e.Reply.Num, e.Reply.Den, e.Effect.Num, e.Effect.Den, e.Fell, e.Unmeasured} {
					if n, err := opened(t.Context(), tx, "item_unit", p.List); n != p.N || err != nil {
						t.Errorf("effect: figure %d, list %d (%v) %s", p.N, n, err, p.List)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestEveryFigureBreaksDownIntoListsThatAddUp(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		past2023(t, s)
		y, err := year(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		err = s.View(t.Context(), func(tx *store.Tx) error {
			codes := []string{"handed", "solved_or_planned", "on_time", "sign_for", "implementation", "effect", "effect_shares", "satisfaction_forms", "contact_deputies", "b_to_a"}
			for _, by := range indicator.Dimensions {
				for _, code := range codes {
					b, err := stats.BreakDown(t.Context(), tx, scope, sessionID, code, by)
					if err != nil {
						return err
					}
					num, den := 0, 0
					for _, l := range b.Lines {
						num, den = num+l.Now.Num.N, den+l.Now.Den.N
						for _, p := range []stats.Part{l.Now.Num, l.Now.Den} {
							if p.List == "" {
								continue
							}
							if n, err := opened(t.Context(), tx, b.Unit, p.List); n != p.N || err != nil {
								t.Errorf("%s by %s, %s: figure %d, list %d (%v) %s", code, by, l.Name, p.N, n, err, p.List)
							}
						}
					}
					if b.Overlaps {
						if r := y.Rate(code); b.All != r.Now || num < r.Now.Num.N || den < r.Now.Den.N || by == indicator.ByDeputy {
							t.Errorf("%s by %s: lines come to %d/%d, the whole is %+v, the year says %+v", code, by, num, den, b.All, r.Now)
						}
						continue
					}
					if r := y.Rate(code); r.Unit != "" && (num != r.Now.Num.N || den != r.Now.Den.N) || b.All.Num.N != num {
						t.Errorf("%s by %s: lines come to %d/%d, the year says %d/%d", code, by, num, den, r.Now.Num.N, r.Now.Den.N)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestBreakdownsNameTheirGroups(t *testing.T) {
	s := storetest.SQLite(t)
	past2023(t, s)
	leader := access.Of(org.Actor{Post: org.Post{ID: 77, Congress: congressID, Role: org.CongressLeader}})
	for _, k := range []struct {
		code string
		by   indicator.Dimension
		want []string
		read access.Scope
	}{
		{"reply", indicator.ByDelegation, []string{"某代表团 4/4", " 1/1"}, leader}, // to others a protected author belongs to no delegation
		{"reply", indicator.ByCounty, []string{"甲县 4/4", " 1/1"}, leader},
		{"effect", indicator.ByDeputy, []string{"某甲 1/1", "某乙 0/1"}, scope},
		{"reply", indicator.ByCategory, []string{"卫生 4/4", " 1/1"}, scope},
		{"reply", indicator.ByDelegation, []string{"某代表团 5/5"}, scope}, // the committee knows the author
		{"reply", indicator.ByCounty, []string{"甲县 5/5"}, scope},
		{"sign_for", indicator.ByUnit, []string{"市卫健委 4/5", "市财政局 0/1"}, scope},
		{"reply", indicator.ByStream, []string{"session 4/4", "between 1/1"}, scope},
		{"reply", indicator.ByOutcome, []string{"IN_PROGRESS 4/4", "SOLVED 1/1"}, scope},
	} {
		var b stats.Breakdown
		err := s.View(t.Context(), func(tx *store.Tx) (err error) {
			b, err = stats.BreakDown(t.Context(), tx, k.read, sessionID, k.code, k.by)
			return err
		})
		var got []string
		for _, l := range b.Lines {
			name := l.Name
			if name == "" && l.ID == 0 {
				name = l.Key
			}
			got = append(got, name+" "+strconv.Itoa(l.Now.Num.N)+"/"+strconv.Itoa(l.Now.Den.N))
		}
		if err != nil || !slices.Equal(got, k.want) {
			t.Errorf("%s by %s: %q, want %q (%v)", k.code, k.by, got, k.want, err)
		}
	}
}

func TestWhatCannotBeBrokenDown(t *testing.T) {
	s := storetest.SQLite(t)
	past2023(t, s)
	for _, k := range []struct {
		name, code string
		by         indicator.Dimension
		scope      access.Scope
		field      string
		kind       fault.Kind
	}{
		{"a figure that is not in the catalogue", "happiness", indicator.ByUnit, scope, "of", fault.Invalid},
		{"a dimension that is none", "reply", "weather", scope, "by", fault.Invalid},
		{"another congress's year", "reply", indicator.ByUnit, access.Scope{Congress: 2, Reach: access.Filed}, "", fault.NotFound},
	} {
		err := s.View(t.Context(), func(tx *store.Tx) error {
			_, err := stats.BreakDown(t.Context(), tx, k.scope, sessionID, k.code, k.by)
			return err
		})
		if !fault.Is(err, k.kind) {
			t.Errorf("%s: %v", k.name, err)
		}
	}
}

// The product's own figure: whoever was content with the reply and is not with what came of it stands out.
func TestTheEffectStandsBesideTheReply(t *testing.T) {
	s := storetest.SQLite(t)
	past2023(t, s)
	y, err := year(t.Context(), s)
	if err != nil || len(y.Effects) != 1 {
		t.Fatalf("%+v %v", y.Effects, err)
	}
	e := y.Effects[0]
	points, ok := e.Points()
	if e.Unit != unitID || e.Reply.Percent(1) != "100%" || e.Effect.Percent(1) != "50.0%" || points != -5000 || !ok || e.Fell.N != 1 || e.Unmeasured.N != 1 {
		t.Errorf("%+v %d", e, points)
	}
}
