package demo_test

import (
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/handover"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// The meetings of past years, this year's and a list under preparation are there, and their logs tell them.
func TestHandOverListsOfTheCity(t *testing.T) {
	c := whole(t)
	at := map[int64]*suggestion.Case{}
	for _, k := range c.Cases {
		at[k.ID] = k
	}
	held, open := map[int64]*handover.List{}, 0
	for _, h := range c.Handovers {
		l, err := handover.Replay(h.List.ID, h.Events)
		if err != nil || l.State != h.List.State || l.Chain != h.List.Chain {
			t.Errorf("%s: %v", h.List.Title, err)
		}
		for _, id := range l.Cases {
			k := at[id]
			ready := l.State == handover.Open && k.State == suggestion.Pending && k.Proposal != nil
			if k.Session != l.Session || !ready && !(k.AtMeeting && l.Meeting) {
				t.Errorf("%s holds %s, which is %s", l.Title, k.Number, k.State)
			}
		}
		switch l.State {
		case handover.Held:
			held[l.Session] = l
			if l.ProposedBy == l.ApprovedBy || l.Minutes == "" {
				t.Errorf("%s has no second person or no minutes", l.Title)
			}
		case handover.Open:
			open++
			if len(l.Cases) == 0 {
				t.Error("nothing is on the list under preparation")
			}
		}
	}
	if n := len(held[c.Past].Cases); n != 359 {
		t.Errorf("%d cases were handed over at the meeting of 2023", n)
	}
	for _, s := range []int64{c.Past, c.Last, c.Now} {
		if held[s] == nil {
			t.Errorf("session %d had no meeting", s)
		}
	}
	if open != 1 {
		t.Errorf("%d lists are under preparation", open)
	}
}

// No year of the city is empty: a figure of nothing teaches nothing.
func TestEveryYearOfTheCityHasCases(t *testing.T) {
	c := whole(t)
	n := map[int64]int{}
	for _, k := range c.Cases {
		n[k.Session]++
	}
	for _, s := range c.Sessions {
		if s.Congress == c.Home && n[s.ID] < 100 {
			t.Errorf("the year %d has %d cases", s.Year, n[s.ID])
		}
	}
}

// Last year's B list shows every way in which a promise of class B can stand, to the unit that made them and to the committee.
func TestLastYearsPromisesStandInEveryWay(t *testing.T) {
	s := stageOf(t, "2026-06-30")
	ways := map[string]func(k *suggestion.Commitment) bool{
		"about to break, nothing begun": func(k *suggestion.Commitment) bool {
			return k.State == suggestion.Promised && s.left(k) >= 0 && s.left(k) <= 10 && len(k.Progress) == 0
		},
		"on its way": func(k *suggestion.Commitment) bool {
			return k.State == suggestion.Promised && s.left(k) > 0 && len(k.Progress) > 0 && k.Due == k.FirstDue
		},
		"far away": func(k *suggestion.Commitment) bool { return k.State == suggestion.Promised && s.left(k) > 60 },
		"overdue": func(k *suggestion.Commitment) bool {
			return k.State == suggestion.Promised && s.left(k) < 0 && k.Rated == ""
		},
		"moved":          func(k *suggestion.Commitment) bool { return k.State == suggestion.Promised && k.Due > k.FirstDue },
		"declared done":  func(k *suggestion.Commitment) bool { return k.State == suggestion.Claimed && k.Rated == "" },
		"to be verified": func(k *suggestion.Commitment) bool { return k.State == suggestion.Claimed && k.Rated != "" },
		"not kept, it says": func(k *suggestion.Commitment) bool {
			return k.State == suggestion.Promised && k.Rated == suggestion.NotSatisfied
		},
		"given up": func(k *suggestion.Commitment) bool { return k.State == suggestion.Broken },
		"kept":     func(k *suggestion.Commitment) bool { return k.State == suggestion.Kept },
	}
	for _, role := range []org.Role{org.UnitClerk, org.CommitteeClerk} {
		scope := access.Of(s.actors[role])
		for name, is := range ways {
			found := false
			for _, c := range s.Cases {
				if c.Session == s.Last && scope.Sees(c) && in(c.Commitments, func(k *suggestion.Commitment) bool {
					return is(k) && c.Assignment(k.Assignment).FirstClass == "B"
				}) {
					found = true
				}
			}
			if !found {
				t.Errorf("%s finds no promise of last year that is %s", role, name)
			}
		}
	}
	// A voided promise is that of a withdrawn suggestion, which is none of last year's any more.
	for _, tr := range suggestion.Transitions() {
		if to := tr.To; tr.Machine == "commitment" && to != suggestion.Voided && !in(s.Cases, func(c *kase) bool {
			return c.Session == s.Last && in(c.Commitments, func(k *suggestion.Commitment) bool { return k.State == to })
		}) {
			t.Errorf("no promise of last year is %s", to)
		}
	}
}
