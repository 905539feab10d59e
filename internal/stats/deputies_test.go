package stats_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huiyin/internal/access"
	"huiyin/internal/i18n"
	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

const (
	hiddenPost = 33
	jointPost  = 34
	formerPost = 35
	laterPost  = 36
	special    = 17
)

// led is a case that a deputy leads, answered by a unit that got in touch in these ways.
func led(id, post, unit int64, ways ...string) *suggestion.Case {
	c := live(id, sessionID)
	c.Lead, c.LeadPerson, c.Assignments[0].Unit, c.Contacts = post, 1000+post, unit, nil
	for i, way := range ways {
		k := &suggestion.Contact{Assignment: 1, Way: way}
		k.No, k.State = 10+i, suggestion.Confirmed
		c.Contacts = append(c.Contacts, k)
	}
	return c
}

// persons2023 is a year in which each number of persons differs from that of cases.
func persons2023(t *testing.T, s *store.Store) {
	t.Helper()
	people(t, s)
	calm := func(c *suggestion.Case) *suggestion.Case { c.Category = category; return c }
	hidden := func(c *suggestion.Case) *suggestion.Case { c.About.Protected = true; return c }
	none := led(107, laterPost, unitID, "visit")
	none.Lead, none.LeadPerson = 0, 0
	past := led(108, formerPost, unitID)
	past.History = true
	joint := led(103, secondPost, unitID)
	joint.Kind = suggestion.Joint
	signed := &suggestion.Signature{Post: jointPost, Person: 1034, On: "2023-01-05"}
	signed.No, signed.State = 7, suggestion.Confirmed
	joint.Signatures = append(joint.Signatures, signed)
	early := led(109, laterPost, unitID, "visit")
	early.State = suggestion.Reviewing
	disputed := led(104, secondPost, otherUnit, "site")
	disputed.Contacts[0].State = suggestion.Noted
	before := led(91, secondPost, unitID, "phone")
	before.Session = lastSession
	cases := []*suggestion.Case{
		led(101, deputyPost, unitID, "phone"), calm(led(102, deputyPost, otherUnit, "visit")), joint, disputed,
		hidden(led(105, secondPost, unitID, "visit")), hidden(led(106, hiddenPost, unitID, "meeting")), none, past, early, before,
	}
	err := s.Do(t.Context(), func(tx *store.Tx) error {
		ctx := t.Context()
		if err := tx.InsertOrgs(ctx, []org.Org{{ID: special, Congress: congressID, Kind: org.SpecialCommittee, Code: "s", Name: "某专委"}}); err != nil {
			return err
		}
		var people []org.Person
		var posts []org.Post
		for i, post := range []int64{hiddenPost, jointPost, formerPost, laterPost} {
			people = append(people, org.Person{ID: 1000 + post, Name: string(rune('丙' + i))})
			posts = append(posts, org.Post{ID: post, Congress: congressID, Org: delegation, Person: 1000 + post, Role: org.Deputy, Mandate: org.Active})
		}
		if err := tx.InsertPeople(ctx, people); err != nil {
			return err
		}
		if err := tx.InsertPosts(ctx, posts); err != nil {
			return err
		}
		return tx.InsertCases(ctx, cases, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func as(role org.Role, post, body int64) access.Scope {
	return access.Of(org.Actor{Person: org.Person{ID: 1000 + post}, Post: org.Post{ID: post, Congress: congressID, Org: body, Role: role}})
}

// A deputy counts once however many suggestions there are, is reached when one of them was spoken about, and counts by no suggestion of
// protected identity, so that neither a list nor a number of one tells who wrote it.
func TestDeputiesAreCountedAsPersons(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		persons2023(t, s)
		for _, k := range []struct {
			name                    string
			reads                   access.Scope
			contact, meeting, visit string
			rows                    []string // post: suggestions, contact, meeting, visit
		}{
			{"the committee, which knows the protected authors too", scope, "1/2", "1/2", "1/2", []string{"32: 2 0 0 0", "31: 2 2 1 1"}},
			{"a leader, who does not", as(org.CongressLeader, 77, 0), "1/2", "1/2", "1/2", []string{"32: 2 0 0 0", "31: 2 2 1 1"}},
			{"a unit sees the deputies whom it answers", as(org.UnitClerk, 78, unitID), "1/2", "0/2", "0/2", []string{"32: 1 0 0 0", "31: 1 1 0 0"}},
			{"another unit by what it did itself", as(org.UnitClerk, 79, otherUnit), "1/2", "1/2", "1/2", []string{"32: 1 0 0 0", "31: 1 1 1 1"}},
			{"a deputy who joined sees the lead deputy", as(org.Deputy, jointPost, delegation), "0/1", "0/1", "0/1", []string{"32: 1 0 0 0"}},
			{"a protected author is not even in the own numbers", as(org.Deputy, hiddenPost, delegation), "0/0", "0/0", "0/0", nil},
			{"their delegation sees no other", as(org.DelegationAide, 80, delegation), "1/2", "1/2", "1/2", []string{"32: 2 0 0 0", "31: 2 2 1 1"}},
			{"a special committee without cases", as(org.SpecialClerk, 81, special), "0/0", "0/0", "0/0", nil},
		} {
			err := s.View(t.Context(), func(tx *store.Tx) error {
				y, err := stats.OfYear(t.Context(), tx, k.reads, sessionID)
				if err != nil {
					return err
				}
				for code, want := range map[string]string{"contact_deputies": k.contact, "meeting_deputies": k.meeting, "visit_deputies": k.visit} {
					r := y.Rate(code)
					if got := fmt.Sprintf("%d/%d", r.Now.Num.N, r.Now.Den.N); got != want || r.Unit != "deputy" {
						t.Errorf("%s, %s: %s, want %s", k.name, code, got, want)
					}
				}
				var got []string
				for after, more := "", true; more; more = after != "" { // page by page
					f := suggestion.DeputyFilter{Case: suggestion.Filter{Session: sessionID, History: new(bool)}, After: after, Limit: 1}
					rows, next, total, err := tx.DeputyRows(t.Context(), k.reads, f)
					if err != nil || total != len(k.rows) {
						t.Fatalf("%s: %d deputies (%v)", k.name, total, err)
					}
					for _, r := range rows {
						got = append(got, fmt.Sprintf("%d: %d %d %d %d", r.Post, r.Cases, r.Spoken, r.Met, r.Visited))
						of := indicator.Behind(f)
						of.Lead = r.Post
						if _, _, n, err := tx.Cases(t.Context(), k.reads, of); err != nil || n != r.Cases {
							t.Errorf("%s: %d suggestions of %d, the list has %d (%v)", k.name, r.Cases, r.Post, n, err)
						}
					}
					after = next
				}
				if !slices.Equal(got, k.rows) {
					t.Errorf("%s: %q, want %q", k.name, got, k.rows)
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		}
		y, err := year(t.Context(), s)
		if r := y.Rate("contact_deputies"); err != nil || r.Last == nil || r.Last.Num.N != 1 || r.Last.Den.N != 1 {
			t.Errorf("the session before: %+v %v", r.Last, err)
		}
	})
}

// Whoever has suggestions in several groups stands in each of them and once in the whole.
func TestDeputiesStandUnderEveryGroupOfTheirSuggestions(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		persons2023(t, s)
		for by, want := range map[indicator.Dimension][]string{
			indicator.ByUnit:       {"市卫健委 1/2", "市财政局 1/2"},
			indicator.ByCategory:   {"卫生 1/2"}, // of both levels
			indicator.ByDelegation: {"某代表团 1/2"},
			indicator.ByDeputy:     {"某甲 1/1", "某乙 0/1"},
			indicator.ByCounty:     {"甲县 1/2"},
			indicator.ByStream:     {"session 1/2"},
			indicator.ByOutcome:    {"IN_PROGRESS 1/2"},
		} {
			for _, reads := range []access.Scope{scope, as(org.CongressLeader, 77, 0)} {
				err := s.View(t.Context(), func(tx *store.Tx) error {
					b, err := stats.BreakDown(t.Context(), tx, reads, sessionID, "contact_deputies", by)
					var got []string
					for _, l := range b.Lines {
						name := l.Name
						if name == "" {
							name = l.Key
						}
						got = append(got, name+" "+strconv.Itoa(l.Now.Num.N)+"/"+strconv.Itoa(l.Now.Den.N))
					}
					var sheet bytes.Buffer
					if err := errors.Join(err, stats.WriteBreakdown(&sheet, b, 1, i18n.For("zh-CN"))); err != nil {
						return err
					}
					book, err := excelize.OpenReader(&sheet)
					if err != nil {
						return err
					}
					lines, err := book.GetRows(book.GetSheetList()[0])
					if told := strings.Contains(lines[len(lines)-1][0], "可能大于合计"); told != b.Overlaps {
						t.Errorf("by %s the workbook ends with %q", by, lines[len(lines)-1])
					}
					if !slices.Equal(got, want) || b.All.Num.N != 1 || b.All.Den.N != 2 || b.AllOfLast.Den.N != 1 || b.Overlaps != (by != indicator.ByDeputy) {
						t.Errorf("by %s: %q of %+v, want %q", by, got, b.All, want)
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		}
	})
}

// Not contacted is exactly the rest of those of which the share of contacted ones is taken: past years, of which nothing is known, and what
// was not handed over are on neither side.
func TestNotContactedIsTheRestOfThoseHandedOver(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		persons2023(t, s)
		err := s.View(t.Context(), func(tx *store.Tx) error {
			y, err := stats.OfYear(t.Context(), tx, scope, sessionID)
			if err != nil {
				return err
			}
			for code, count := range map[string]func(contact string) (int, error){
				"contact": func(contact string) (int, error) {
					_, _, n, err := tx.Cases(t.Context(), scope, suggestion.Filter{Session: sessionID, Contact: contact})
					return n, err
				},
				"contact_shares": func(contact string) (int, error) {
					yes := true
					_, _, n, err := tx.ShareRows(t.Context(), scope, suggestion.ShareFilter{Case: suggestion.Filter{Session: sessionID}, Answers: &yes, Contact: contact})
					return n, err
				},
			} {
				never, err := count(suggestion.NeverContacted)
				if err != nil {
					return err
				}
				r := y.Rate(code).Now
				if want := int(r.Den.N - r.Num.N); never != want || want == 0 {
					t.Errorf("%s: %d are not contacted, want %d of %d", code, never, want, r.Den.N)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
