package desk_test

import (
	"strings"
	"testing"

	"huiyin/internal/fault"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// A merged case is never lost with its main case, and never misses a reply.
func TestMergedCasesFollowTheirMainCaseAsFarAsItGoes(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		into := func(c *suggestion.Case) string { return `{"into":` + itoa(c.ID) + `}` }

		t.Run("nothing is merged into a case that has answered already", func(t *testing.T) {
			main, other := o.Accepted("11"), o.Accepted("12")
			o.Must(testkit.Clerk, main.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"separate"},{"unit":14,"role":"separate"}]}`)
			main = o.Must(testkit.Head, main.ID, 0, "assign", `{}`)
			a := main.Assignments[0].No
			o.Must(testkit.Health, main.ID, a, "sign_for", `{}`)
			answer(o, main.ID, a)
			_, err := o.Try(testkit.Clerk, other.ID, 0, "merge", into(main))
			if f, ok := fault.As(err); !ok || len(f.Fields) != 1 || f.Fields[0].Key != "field.merge_answered" {
				t.Errorf("got %v", err)
			}
			if c := o.Read(other.ID); c.State != suggestion.Pending || c.Version != other.Version {
				t.Errorf("the refusal moved the case: %s", c.State)
			}
		})
		t.Run("nothing is merged into what is not being handled", func(t *testing.T) {
			other := o.Accepted("21")
			draft := o.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
			o.Must(testkit.Deputy, draft.ID, 0, "submit", `{}`)
			_, err := o.Try(testkit.Clerk, other.ID, 0, "merge", into(draft))
			if f, ok := fault.As(err); !ok || len(f.Fields) != 1 || f.Fields[0].Name != "into" {
				t.Errorf("got %v", err)
			}
		})
		t.Run("when the main case is withdrawn the merged one stands alone again, with its own dates", func(t *testing.T) {
			main, other := o.Accepted("31"), o.Handled("32")
			before := other.Clock("reply", other.Assignments[0].No)
			o.Must(testkit.Clerk, other.ID, 0, "merge", into(main))
			o.Must(testkit.Deputy, main.ID, 0, "withdraw", `{"reason":"已经解决"}`)
			c := o.Read(other.ID)
			k := c.Clock("reply", c.Assignments[0].No)
			if c.State != suggestion.Handling || c.MergedInto != 0 || c.Assignments[0].State != suggestion.Working || k.Due != before.Due || !k.Running() {
				t.Errorf("the merged case is %s, merged into %d, %s, reply %+v", c.State, c.MergedInto, c.Assignments[0].State, k)
			}
			check(t, s, main.ID)
			check(t, s, other.ID)
		})
		t.Run("so it is when the main case is withdrawn on paper", func(t *testing.T) {
			main, other := o.Accepted("33"), o.Accepted("34")
			o.Must(testkit.Clerk, other.ID, 0, "merge", into(main))
			main = o.Must(testkit.Clerk, main.ID, 0, "enter_withdrawal", `{"reason":"已经解决","on":"`+string(main.SubmittedOn)+`","scan":"s"}`)
			o.Must(testkit.Head, main.ID, main.Withdrawals[0].No, "confirm_withdrawal", `{}`)
			if c := o.Read(other.ID); c.State != suggestion.Pending || c.MergedInto != 0 {
				t.Errorf("the merged case is %s, merged into %d", c.State, c.MergedInto)
			}
			check(t, s, main.ID)
			check(t, s, other.ID)
		})
		t.Run("a merged case withdrawn on paper leaves its main case", func(t *testing.T) {
			main, other := o.Accepted("35"), o.Accepted("36")
			o.Must(testkit.Clerk, other.ID, 0, "merge", into(main))
			other = o.Must(testkit.Clerk, other.ID, 0, "enter_withdrawal", `{"reason":"已经解决","on":"`+string(other.SubmittedOn)+`","scan":"s"}`)
			o.Must(testkit.Head, other.ID, other.Withdrawals[0].No, "confirm_withdrawal", `{}`)
			if m, c := o.Read(main.ID), o.Read(other.ID); c.State != suggestion.Withdrawn || c.MergedInto != 0 || len(m.Absorbed) != 0 {
				t.Errorf("the merged case is %s, the main case still holds %v", c.State, m.Absorbed)
			}
			check(t, s, main.ID)
			check(t, s, other.ID)
		})
		t.Run("so it is when the main case becomes a letter", func(t *testing.T) {
			main, other := o.Accepted("41"), o.Accepted("42")
			o.Must(testkit.Clerk, other.ID, 0, "merge", into(main))
			o.Must(testkit.Clerk, main.ID, 0, "to_letter", `{"reasons":["consultation"],"note":"属咨询"}`)
			if c := o.Read(other.ID); c.State != suggestion.Pending || c.MergedInto != 0 {
				t.Errorf("the merged case is %s", c.State)
			}
			check(t, s, other.ID)
		})
		t.Run("a merged author may withdraw, and the main case forgets the link", func(t *testing.T) {
			main, other := o.Accepted("61"), o.Accepted("62")
			o.Must(testkit.Clerk, other.ID, 0, "merge", into(main))
			o.Must(testkit.Deputy, other.ID, 0, "withdraw", `{"reason":"已经解决"}`)
			if c := o.Read(main.ID); len(c.Absorbed) != 0 {
				t.Errorf("the main case still holds %v", c.Absorbed)
			}
			check(t, s, main.ID)
			check(t, s, other.ID)
		})
		t.Run("a main case for reference only is answered in writing when others wait in it", func(t *testing.T) {
			draft := o.Must(testkit.Deputy, 0, 0, "start_draft", strings.Replace(testkit.Text, "{", `{"reference_only":true,`, 1))
			o.Must(testkit.Deputy, draft.ID, 0, "submit", `{}`)
			o.Must(testkit.Clerk, draft.ID, 0, "start_review", `{}`)
			o.Must(testkit.Clerk, draft.ID, 0, "accept", `{"number":"71","category":5}`)
			o.Must(testkit.Clerk, draft.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
			main := o.Must(testkit.Head, draft.ID, 0, "assign", `{}`)
			a := main.Assignments[0].No
			o.Must(testkit.Health, main.ID, a, "sign_for", `{}`)
			o.Must(testkit.Clerk, o.Accepted("72").ID, 0, "merge", into(main))
			_, err := o.Try(testkit.HealthHead, main.ID, a, "consider", `{"text":"已研究吸收"}`)
			if f, ok := fault.As(err); !ok || f.Key != "guard.nobody_joined" {
				t.Errorf("got %v", err)
			}
		})
		t.Run("a main case under review is not sent back while others wait in it", func(t *testing.T) {
			main := o.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
			o.Must(testkit.Deputy, main.ID, 0, "submit", `{}`)
			main = o.Must(testkit.Clerk, main.ID, 0, "start_review", `{}`)
			other := o.Accepted("52")
			o.Must(testkit.Clerk, other.ID, 0, "merge", into(main))
			_, err := o.Try(testkit.Clerk, main.ID, 0, "return", `{"reasons":["unclear_facts"],"note":"请核实"}`)
			if f, ok := fault.As(err); !ok || f.Key != "guard.nothing_absorbed" {
				t.Errorf("got %v", err)
			}
			o.Must(testkit.Clerk, main.ID, 0, "refuse", `{"reasons":["personal"],"note":"属个人事项"}`)
			if c := o.Read(other.ID); c.State != suggestion.Pending || c.MergedInto != 0 {
				t.Errorf("the merged case is %s", c.State)
			}
		})
	})
}

// answer takes an assignment of the health commission to its delivered reply.
func answer(o testkit.Office, id int64, a int) {
	o.T.Helper()
	o.Must(testkit.Health, id, a, "note_contact", `{"phase":"before","way":"visit","on":"2026-01-20","who":"某","rank":"section","text":"听取意见"}`)
	c := o.Must(testkit.Health, id, a, "draft_reply", `{"answers":["一","二"],"class":"A","contact":"某科","phone":"0"}`)
	r := c.ReplyOf(a, c.Assignment(a).Round).No
	o.Must(testkit.Health, id, r, "send_for_review", `{}`)
	o.Must(testkit.HealthHead, id, r, "approve_reply", `{}`)
	o.Must(testkit.HealthHead, id, r, "issue", `{"number":"某函〔2026〕1号"}`)
}

// Where "not satisfied" leads to handling again by itself, a merged author's does so on the main case, and the new letter is the next round
// of the merged one. Where the committee decides, both wait for it.
func TestAMergedAuthorsDissatisfactionReachesTheMainCase(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		into := func(c *suggestion.Case) string { return `{"into":` + itoa(c.ID) + `}` }
		attitude := "" // asked for where it is rated apart
		under := func(pack string) {
			t.Helper()
			if p, _ := s.Packs().Latest(pack); p.RatesBoth() {
				attitude = "satisfied"
			}
			if err := s.Do(t.Context(), func(tx *store.Tx) error { return tx.ChoosePack(t.Context(), 1, pack) }); err != nil {
				t.Fatal(err)
			}
		}
		letter := func(number string) (main, other *suggestion.Case) {
			main, other = o.Handled(number), o.Accepted(number+"9")
			o.Must(testkit.Clerk, other.ID, 0, "merge", into(main))
			answer(o, main.ID, main.Assignments[0].No)
			return o.Read(main.ID), o.Read(other.ID)
		}
		rate := func(c *suggestion.Case, result string) *suggestion.Case {
			t.Helper()
			c = o.Must(testkit.Deputy, c.ID, c.Assignments[0].No, "evaluate", `{"attitude":"`+attitude+`","result":"`+result+`","reasons":"没有解决"}`)
			return o.Must(testkit.Deputy, c.ID, c.Evaluations[len(c.Evaluations)-1].No, "finish_evaluation", `{}`)
		}
		share := func(c *suggestion.Case) *suggestion.Assignment { return o.Read(c.ID).Assignments[0] }

		under("henan")
		t.Run("the main case handles again, and the next letter is the second round", func(t *testing.T) {
			main, other := letter("81")
			rate(main, "satisfied")
			if c := o.Read(main.ID); c.State != suggestion.Closed {
				t.Fatalf("the main case is %s", c.State)
			}
			rate(other, "not_satisfied")
			if m, a := o.Read(main.ID), share(main); m.State != suggestion.Redoing || a.State != suggestion.Reworking || a.Round != 2 || m.Clock("redo", a.No) == nil {
				t.Fatalf("the main case is %s, its share %s in round %d", m.State, a.State, a.Round)
			}
			if a := share(other); a.State != suggestion.OnMain || a.Round != 2 || a.Refusals != 1 {
				t.Fatalf("the merged share is %s in round %d", a.State, a.Round)
			}
			answer(o, main.ID, main.Assignments[0].No)
			if c := o.Read(other.ID); len(c.Assignments) != 1 || len(c.Replies) != 2 || share(c).State != suggestion.Answered {
				t.Fatalf("got %d shares, %d letters, %s", len(c.Assignments), len(c.Replies), share(c).State)
			}
			rate(o.Read(other.ID), "not_satisfied")
			if c := o.Read(other.ID); !c.Escalated || share(c).Refusals != 2 {
				t.Errorf("a second refusal is not escalated: %+v", share(c))
			}
			if m, a := o.Read(main.ID).Assignments[0], share(other); m.State == suggestion.Reworking || a.State != suggestion.Dissatisfied {
				t.Errorf("before the assessment the main share is %s, the merged one %s", m.State, a.State)
			}
			o.Must(testkit.Clerk, other.ID, other.Assignments[0].No, "hold_meeting", `{"text":"组织承办单位和专家评估"}`)
			if m, a := o.Read(main.ID).Assignments[0], share(other); m.State != suggestion.Reworking || m.Round != 3 || a.State != suggestion.OnMain {
				t.Errorf("after it the main share is %s in round %d, the merged one %s", m.State, m.Round, a.State)
			}
			check(t, s, main.ID)
			check(t, s, other.ID)
		})
		t.Run("both authors are dissatisfied: one round answers both", func(t *testing.T) {
			main, other := letter("82")
			rate(main, "not_satisfied")
			rate(other, "not_satisfied")
			if m, c := share(main), share(other); m.State != suggestion.Reworking || m.Round != 2 || c.State != suggestion.OnMain {
				t.Errorf("got %s in round %d, %s", m.State, m.Round, c.State)
			}
		})
		t.Run("an archived main case opens for nobody: the committee decides", func(t *testing.T) {
			main, other := letter("83")
			rate(main, "satisfied")
			o.Must(testkit.Clerk, main.ID, 0, "archive", `{}`)
			rate(other, "not_satisfied")
			if m, a := o.Read(main.ID), share(other); m.State != suggestion.Archived || a.State != suggestion.Dissatisfied {
				t.Errorf("the main case is %s, the merged share %s", m.State, a.State)
			}
			o.Must(testkit.Head, other.ID, other.Assignments[0].No, "settle", `{"decision":"另行研究"}`)
			check(t, s, other.ID)
		})
		under("hunan-city")
		t.Run("where the committee decides, nothing begins by itself", func(t *testing.T) {
			main, other := letter("84")
			rate(main, "satisfied")
			rate(other, "not_satisfied")
			if m, a := o.Read(main.ID), share(other); m.State != suggestion.Closed || a.State != suggestion.Dissatisfied {
				t.Errorf("the main case is %s, the merged share %s", m.State, a.State)
			}
		})
		for name, again := range map[string]func(main *suggestion.Case){
			"the committee reopens a main case with which its own author was satisfied": func(main *suggestion.Case) {
				o.Must(testkit.Head, main.ID, 0, "reopen", `{"reason":"并案代表不满意"}`)
			},
			"the committee has the main author's share handled again": func(main *suggestion.Case) {
				o.Must(testkit.Head, main.ID, main.Assignments[0].No, "redo", `{"decision":"重新办理"}`)
			},
		} {
			t.Run(name+": the next letter is the second round", func(t *testing.T) {
				result, number := "not_satisfied", "85"
				if strings.Contains(name, "reopens") {
					result, number = "satisfied", "86"
				}
				main, other := letter(number)
				rate(main, result)
				rate(other, "not_satisfied")
				again(main)
				if m, a := share(main), share(other); m.State != suggestion.Reworking || a.State != suggestion.OnMain || a.Round != 2 {
					t.Fatalf("the main share is %s, the merged one %s in round %d", m.State, a.State, a.Round)
				}
				answer(o, main.ID, main.Assignments[0].No)
				if c := o.Read(other.ID); len(c.Assignments) != 1 || len(c.Replies) != 2 || share(c).State != suggestion.Answered || share(c).Refusals != 1 {
					t.Fatalf("got %d shares, %d letters, %s", len(c.Assignments), len(c.Replies), share(c).State)
				}
				rate(o.Read(other.ID), "not_satisfied")
				if c := o.Read(other.ID); !c.Escalated || share(c).Refusals != 2 {
					t.Errorf("a second refusal is not escalated: %+v", share(c))
				}
				check(t, s, main.ID)
				check(t, s, other.ID)
			})
		}
		t.Run("not satisfied while the main case is handled again already", func(t *testing.T) {
			main, other := letter("87")
			rate(main, "not_satisfied")
			o.Must(testkit.Head, main.ID, main.Assignments[0].No, "redo", `{"decision":"重新办理"}`)
			rate(other, "not_satisfied")
			if a := share(other); a.State != suggestion.OnMain || a.Round != 2 {
				t.Errorf("the merged share is %s in round %d", a.State, a.Round)
			}
		})
	})
}
