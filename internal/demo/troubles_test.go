package demo_test

import (
	"slices"
	"strings"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/demo"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// stage is a city with what the conditions below ask about.
type stage struct {
	*demo.City
	today  calendar.Day
	unit   int64
	deputy int64
	actors map[org.Role]org.Actor
}

func stageOf(t testing.TB, today calendar.Day) stage {
	w := world(today)
	w.Bare = true
	city, err := demo.Build(w)
	if err != nil {
		t.Fatal(err)
	}
	s := stage{City: city, today: today, actors: map[org.Role]org.Actor{}}
	for _, a := range s.Accounts {
		for _, p := range s.Posts {
			if _, first := s.actors[a.Role]; !first && p.ID == a.Post { // a role may have a second account
				s.actors[a.Role] = org.Actor{Person: org.Person{ID: a.Person}, Post: p}
			}
		}
	}
	s.unit, s.deputy = s.actors[org.UnitClerk].Post.Org, s.actors[org.Deputy].Post.ID
	return s
}

type kase = suggestion.Case

// told finds an instruction in a state.
func told(c *kase, state flow.State) bool {
	return in(c.Instructions, func(i *suggestion.Instruction) bool { return i.State == state })
}

// instructed finds an instruction on which the account of a role is to report between two days from today.
func (s stage) instructed(c *kase, role org.Role, from, to int) bool {
	return in(access.Tasks(c), func(k access.Task) bool {
		n := calendar.DaysUntil(s.today, k.Due)
		return k.Name == access.DoCarryOut && k.For(s.actors[role]) && n >= from && n <= to
	})
}

// ours finds an assignment of the account unit in one of the states.
func (s stage) ours(c *kase, ok func(a *suggestion.Assignment) bool) bool {
	return slices.ContainsFunc(c.Assignments, func(a *suggestion.Assignment) bool { return a.Unit == s.unit && ok(a) })
}

func (s stage) due(c *kase, a *suggestion.Assignment, name rule.Clock, from, to int) bool {
	k := c.Clock(name, a.No)
	if k == nil || !k.Running() {
		return false
	}
	n := calendar.DaysUntil(s.today, k.Due)
	return n >= from && n <= to
}

func (s stage) reply(c *kase, state flow.State) bool {
	return s.ours(c, func(a *suggestion.Assignment) bool {
		r := c.ReplyOf(a.No, a.Round)
		return r != nil && r.State == state
	})
}

func (s stage) promise(c *kase, ok func(k *suggestion.Commitment) bool) bool {
	return slices.ContainsFunc(c.Commitments, ok)
}

func (s stage) left(k *suggestion.Commitment) int { return calendar.DaysUntil(s.today, k.Due) }

func in[T any](list []T, ok func(T) bool) bool { return slices.ContainsFunc(list, ok) }

func tasked(c *kase, name string) bool {
	return in(access.Tasks(c), func(k access.Task) bool { return k.Name == name })
}

func mine(s stage, c *kase) bool { return c.Lead == s.deputy }

// troubles is what must be found on every day, and by whom: product.md 7 and what each role opens first.
var troubles = []struct {
	name string
	role org.Role
	has  func(s stage, c *kase) bool
}{
	{"a draft of mine", org.Deputy, func(s stage, c *kase) bool { return mine(s, c) && c.State == suggestion.Draft }},
	{"joint signing under way", org.Deputy, func(s stage, c *kase) bool { return mine(s, c) && c.State == suggestion.Cosigning }},
	{"an invitation to me", org.Deputy, func(s stage, c *kase) bool {
		return in(c.Signatures, func(g *suggestion.Signature) bool { return g.Post == s.deputy && g.State == suggestion.Invited })
	}},
	{"mine waits for the county", org.CountyClerk, func(s stage, c *kase) bool { return mine(s, c) && c.State == suggestion.Checking }},
	{"mine was returned", org.Deputy, func(s stage, c *kase) bool { return mine(s, c) && c.State == suggestion.Returned }},
	{"a reply waits for my evaluation", org.Deputy, func(s stage, c *kase) bool {
		return mine(s, c) && c.State == suggestion.Replied && len(c.Evaluations) == 0
	}},
	{"an empty reply", org.Deputy, func(s stage, c *kase) bool {
		return mine(s, c) && in(c.Replies, func(r *suggestion.Reply) bool {
			return !strings.ContainsAny(strings.Join(r.Answers, ""), "0123456789") // no day, no figure, no promise
		})
	}},
	{"an evaluation that may still change", org.Deputy, func(s stage, c *kase) bool {
		return mine(s, c) && in(c.Evaluations, func(e *suggestion.Evaluation) bool { return e.State == suggestion.Open })
	}},
	{"a contact to confirm", org.Deputy, func(s stage, c *kase) bool {
		return mine(s, c) && in(c.Contacts, func(k *suggestion.Contact) bool { return k.State == suggestion.Noted })
	}},
	{"a contact disputed", org.Deputy, func(s stage, c *kase) bool {
		return in(c.Contacts, func(k *suggestion.Contact) bool { return k.State == suggestion.Disputed })
	}},
	{"a promise to rate", org.Deputy, func(s stage, c *kase) bool {
		return mine(s, c) && s.promise(c, func(k *suggestion.Commitment) bool { return k.State == suggestion.Claimed && k.Rated == "" })
	}},
	{"withdrawn", org.Deputy, func(s stage, c *kase) bool { return mine(s, c) && c.State == suggestion.Withdrawn }},
	{"closed", org.Deputy, func(s stage, c *kase) bool { return mine(s, c) && c.State == suggestion.Closed }},
	{"a draft of the delegation", org.DelegationAide, func(s stage, c *kase) bool {
		return c.Kind == suggestion.Delegation && c.State == suggestion.Draft
	}},
	{"a suggestion of the delegation", org.DelegationAide, func(s stage, c *kase) bool {
		return c.Kind == suggestion.Delegation && c.State == suggestion.Assigned
	}},
	{"to check", org.CountyClerk, func(s stage, c *kase) bool { return c.State == suggestion.Checking }},
	{"submitted", org.CommitteeClerk, func(s stage, c *kase) bool { return c.State == suggestion.Submitted }},
	{"to review", org.CommitteeClerk, func(s stage, c *kase) bool { return c.State == suggestion.Reviewing }},
	{"handed in again after a return", org.CommitteeClerk, func(s stage, c *kase) bool {
		return c.State == suggestion.Reviewing && len(c.Versions) > 1 && len(c.Returns) > 0
	}},
	{"split", org.CommitteeClerk, func(s stage, c *kase) bool { return len(c.SplitInto) > 0 }},
	{"born of a split", org.CommitteeClerk, func(s stage, c *kase) bool { return c.SplitFrom != 0 && c.State == suggestion.Pending }},
	{"merged", org.CommitteeClerk, func(s stage, c *kase) bool { return c.State == suggestion.Merged }},
	{"merged, with an own letter", org.CommitteeClerk, func(s stage, c *kase) bool { return c.State == suggestion.Merged && len(c.Replies) > 0 }},
	{"main case of a merge", org.CommitteeClerk, func(s stage, c *kase) bool { return len(c.Absorbed) > 0 }},
	{"refused", org.CommitteeClerk, func(s stage, c *kase) bool { return c.State == suggestion.Refused }},
	{"letter", org.CommitteeClerk, func(s stage, c *kase) bool { return c.State == suggestion.Letter }},
	{"secret stub", org.CommitteeClerk, func(s stage, c *kase) bool { return c.State == suggestion.Offline }},
	{"entered on behalf", org.CommitteeClerk, func(s stage, c *kase) bool { return c.EnteredBy != 0 && c.State == suggestion.Draft }},
	{"to be proposed", org.CommitteeClerk, func(s stage, c *kase) bool { return c.State == suggestion.Pending && c.Proposal == nil }},
	{"hand-over late", org.CommitteeClerk, func(s stage, c *kase) bool {
		k := c.Clock(rule.Assign, 0)
		return c.State == suggestion.Pending && k != nil && k.Running() && k.Due < s.today
	}},
	{"proposal to approve", org.CommitteeHead, func(s stage, c *kase) bool { return c.State == suggestion.Pending && c.Proposal != nil }},
	{"objection to decide", org.CommitteeClerk, func(s stage, c *kase) bool {
		return in(c.Objections, func(o *suggestion.Objection) bool { return o.State == suggestion.Waiting })
	}},
	{"extension to decide", org.CommitteeHead, func(s stage, c *kase) bool {
		return in(c.Extensions, func(e *suggestion.Extension) bool { return e.State == suggestion.Waiting })
	}},
	{"paper evaluation for the second person", org.CommitteeHead, func(s stage, c *kase) bool {
		return in(c.Evaluations, func(e *suggestion.Evaluation) bool { return e.State == suggestion.Entered })
	}},
	{"a form to check", org.CommitteeClerk, func(s stage, c *kase) bool { return tasked(c, access.DoForm) }},
	{"the signed form and the deputy's evaluation contradict each other", org.CommitteeClerk, func(s stage, c *kase) bool { return tasked(c, access.DoClash) }},
	{"a form nobody signed", org.UnitClerk, func(s stage, c *kase) bool {
		return in(c.Forms, func(k *suggestion.Form) bool {
			return k.Handed && !k.Signed && c.Assignment(k.Assignment).Unit == s.unit
		})
	}},
	{"correction to decide", org.CommitteeHead, func(s stage, c *kase) bool {
		return in(c.Corrections, func(k *suggestion.Correction) bool { return k.State == suggestion.Waiting })
	}},
	{"confidential report", org.CommitteeHead, func(s stage, c *kase) bool { return len(c.Reports) > 0 }},
	{"not satisfied, to decide", org.CommitteeClerk, func(s stage, c *kase) bool {
		return !c.Escalated && in(c.Assignments, func(a *suggestion.Assignment) bool { return a.State == suggestion.Dissatisfied })
	}},
	{"a second time not satisfied", org.CommitteeHead, func(s stage, c *kase) bool {
		return c.Escalated && in(c.Assignments, func(a *suggestion.Assignment) bool { return a.State == suggestion.Dissatisfied })
	}},
	{"no further handling", org.CommitteeHead, func(s stage, c *kase) bool {
		return in(c.Assignments, func(a *suggestion.Assignment) bool { return a.State == suggestion.Settled })
	}},
	{"a silent deputy", org.CommitteeClerk, func(s stage, c *kase) bool {
		return in(c.Assignments, func(a *suggestion.Assignment) bool { return a.State == suggestion.Unrated })
	}},
	{"a promise for the committee to verify", org.CommitteeClerk, func(s stage, c *kase) bool {
		return s.promise(c, func(k *suggestion.Commitment) bool {
			return k.State == suggestion.Claimed && k.Rated != "" && k.Verified == ""
		})
	}},
	{"reply to pre-check", org.CommitteeClerk, func(s stage, c *kase) bool { return s.reply(c, suggestion.Prechecking) }},
	{"objected to twice and granted twice", org.CommitteeClerk, func(s stage, c *kase) bool { return c.PingPong >= 2 }},
	{"reopened", org.CommitteeHead, func(s stage, c *kase) bool { return c.Reopens > 0 }},
	{"archived this year", org.CommitteeClerk, func(s stage, c *kase) bool {
		return c.State == suggestion.Archived && !c.History
	}},
	{"a case of my units", org.SpecialClerk, func(s stage, c *kase) bool { return c.State == suggestion.Handling }},
	{"an instruction", org.CongressLeader, func(s stage, c *kase) bool {
		return in(c.Remarks, func(r suggestion.Remark) bool { return r.Kind == "instruct" })
	}},
	{"a report on an instruction to read", org.CongressLeader, func(_ stage, c *kase) bool { return told(c, suggestion.Carried) }},
	{"an instruction read and closed", org.CongressLeader, func(_ stage, c *kase) bool { return told(c, suggestion.Taken) }},
	{"an instruction that ended with its suggestion", org.CongressLeader, func(_ stage, c *kase) bool { return told(c, suggestion.Moot) }},
	{"an instruction for the committee", org.CommitteeClerk, func(s stage, c *kase) bool { return s.instructed(c, org.CommitteeClerk, 0, 30) }},
	{"an instruction for the government's office", org.GovOffice, func(s stage, c *kase) bool { return s.instructed(c, org.GovOffice, 0, 30) }},
	{"a report on an instruction due in days", org.UnitClerk, func(s stage, c *kase) bool { return s.instructed(c, org.UnitClerk, 0, 5) }},
	{"a report on an instruction overdue", org.UnitClerk, func(s stage, c *kase) bool { return s.instructed(c, org.UnitClerk, -60, -1) }},
	{"a report on an instruction sent back", org.UnitClerk, func(s stage, c *kase) bool {
		return told(c, suggestion.SentBack) && s.instructed(c, org.UnitClerk, 0, 30)
	}},
	{"to distribute", org.GovOffice, func(s stage, c *kase) bool {
		return in(c.Assignments, func(a *suggestion.Assignment) bool {
			return a.Unit == s.actors[org.GovOffice].Post.Org && a.State == suggestion.ToSign
		})
	}},
	{"distributed", org.GovOffice, func(s stage, c *kase) bool {
		return in(c.Assignments, func(a *suggestion.Assignment) bool { return a.State == suggestion.Distributed })
	}},
	{"an objection for the government office", org.GovOffice, func(s stage, c *kase) bool {
		return in(c.Assignments, func(a *suggestion.Assignment) bool {
			return a.State == suggestion.Objecting && a.AssignedBy == s.actors[org.GovOffice].Post.Org
		})
	}},
	{"a case of the government", org.GovLeader, func(s stage, c *kase) bool { return c.State == suggestion.Handling }},
	{"urged", org.GovOffice, func(s stage, c *kase) bool {
		return in(c.Remarks, func(r suggestion.Remark) bool { return r.Kind == "urge" })
	}},
	{"to sign for", org.UnitClerk, func(s stage, c *kase) bool {
		return s.ours(c, func(a *suggestion.Assignment) bool {
			return a.State == suggestion.ToSign && s.due(c, a, rule.SignFor, 0, 10)
		})
	}},
	{"signing late", org.UnitClerk, func(s stage, c *kase) bool {
		return s.ours(c, func(a *suggestion.Assignment) bool {
			return a.State == suggestion.ToSign && s.due(c, a, rule.SignFor, -60, -1)
		})
	}},
	{"our objection", org.UnitClerk, func(s stage, c *kase) bool {
		return s.ours(c, func(a *suggestion.Assignment) bool { return a.State == suggestion.Objecting })
	}},
	{"our objection was refused", org.UnitClerk, func(s stage, c *kase) bool {
		return s.ours(c, func(a *suggestion.Assignment) bool { return a.State == suggestion.Working }) &&
			in(c.Objections, func(o *suggestion.Objection) bool { return o.State == suggestion.Denied })
	}},
	{"reply due in days", org.UnitClerk, func(s stage, c *kase) bool {
		return s.ours(c, func(a *suggestion.Assignment) bool {
			return a.State == suggestion.Working && s.due(c, a, rule.Reply, 0, 12)
		})
	}},
	{"reply late", org.UnitClerk, func(s stage, c *kase) bool {
		return s.ours(c, func(a *suggestion.Assignment) bool {
			return a.State == suggestion.Working && s.due(c, a, rule.Reply, -400, -1)
		})
	}},
	{"reply in good time", org.UnitClerk, func(s stage, c *kase) bool {
		return s.ours(c, func(a *suggestion.Assignment) bool {
			return a.State == suggestion.Working && s.due(c, a, rule.Reply, 40, 100)
		})
	}},
	{"opinion owed", org.UnitClerk, func(s stage, c *kase) bool {
		return s.ours(c, func(a *suggestion.Assignment) bool {
			return a.Role == suggestion.Co && s.due(c, a, rule.CoOpinion, 0, 20)
		})
	}},
	{"opinion late", org.UnitClerk, func(s stage, c *kase) bool {
		return s.ours(c, func(a *suggestion.Assignment) bool {
			return a.Role == suggestion.Co && s.due(c, a, rule.CoOpinion, -200, -1)
		})
	}},
	{"our opinion was sent back", org.UnitClerk, func(s stage, c *kase) bool {
		return in(c.Opinions, func(o *suggestion.Opinion) bool {
			return o.State == suggestion.SentBack && c.Assignment(o.Assignment).Unit == s.unit
		})
	}},
	{"an empty opinion that we sent back", org.UnitClerk, func(s stage, c *kase) bool {
		return c.LeadUnit() == s.unit && in(c.Opinions, func(o *suggestion.Opinion) bool { return o.State == suggestion.SentBack })
	}},
	{"extension granted", org.UnitClerk, func(s stage, c *kase) bool {
		return in(c.Extensions, func(e *suggestion.Extension) bool { return e.State == suggestion.Granted })
	}},
	{"extension refused", org.UnitClerk, func(s stage, c *kase) bool {
		return in(c.Extensions, func(e *suggestion.Extension) bool { return e.State == suggestion.Denied })
	}},
	{"a reply drafted", org.UnitClerk, func(s stage, c *kase) bool { return s.reply(c, suggestion.Drafting) }},
	{"a reply to review", org.UnitHead, func(s stage, c *kase) bool { return s.reply(c, suggestion.InReview) }},
	{"a reply to issue", org.UnitHead, func(s stage, c *kase) bool { return s.reply(c, suggestion.ToIssue) }},
	{"handled again", org.UnitClerk, func(s stage, c *kase) bool {
		return s.ours(c, func(a *suggestion.Assignment) bool {
			return a.State == suggestion.Reworking && s.due(c, a, rule.Redo, 0, 40)
		})
	}},
	{"handled again, late", org.UnitClerk, func(s stage, c *kase) bool {
		return s.ours(c, func(a *suggestion.Assignment) bool {
			return a.State == suggestion.Reworking && s.due(c, a, rule.Redo, -200, -1)
		})
	}},
	{"protected identity", org.UnitClerk, func(s stage, c *kase) bool { return c.About.Protected }},
	{"a promise about to break", org.UnitClerk, func(s stage, c *kase) bool {
		return s.promise(c, func(k *suggestion.Commitment) bool {
			return k.State == suggestion.Promised && s.left(k) >= 0 && s.left(k) <= 10 && len(k.Progress) == 0
		})
	}},
	{"a promise on time", org.UnitClerk, func(s stage, c *kase) bool {
		return s.promise(c, func(k *suggestion.Commitment) bool { return k.State == suggestion.Promised && s.left(k) > 60 })
	}},
	{"a promise overdue", org.UnitClerk, func(s stage, c *kase) bool {
		return s.promise(c, func(k *suggestion.Commitment) bool {
			return k.State == suggestion.Promised && s.left(k) < 0 && k.Rated == ""
		})
	}},
	{"a promise disputed by the deputy", org.UnitClerk, func(s stage, c *kase) bool {
		return s.promise(c, func(k *suggestion.Commitment) bool {
			return k.State == suggestion.Promised && k.Rated == suggestion.NotSatisfied
		})
	}},
	{"a promise moved", org.UnitClerk, func(s stage, c *kase) bool {
		return s.promise(c, func(k *suggestion.Commitment) bool { return k.State == suggestion.Promised && k.Due > k.FirstDue })
	}},
	{"a promise given up", org.UnitClerk, func(s stage, c *kase) bool {
		return s.promise(c, func(k *suggestion.Commitment) bool { return k.State == suggestion.Broken })
	}},
	{"a promise kept", org.UnitClerk, func(s stage, c *kase) bool {
		return s.promise(c, func(k *suggestion.Commitment) bool { return k.State == suggestion.Kept })
	}},
}

// months are the first days of twelve months that the calendar covers.
func months() (out []calendar.Day) {
	for n := range 12 {
		out = append(out, calendar.Day("2025-07-01").AddMonths(n))
	}
	return out
}

func TestEveryTroubleIsThereInEveryMonth(t *testing.T) {
	for _, today := range append(months(), "2026-06-30") {
		s := stageOf(t, today)
		for _, k := range troubles {
			scope, found := access.Of(s.actors[k.role]), false
			for _, c := range s.Cases {
				if !c.History && scope.Sees(c) && k.has(s, c) {
					found = true
					break
				}
			}
			if !found {
				t.Errorf("%s: %s finds no %q", today, k.role, k.name)
			}
		}
		for _, want := range states() {
			if !in(s.Cases, func(c *kase) bool { return c.State == want }) {
				t.Errorf("%s: no case is %s", today, want)
			}
		}
	}
}

func states() (out []flow.State) {
	for _, tr := range suggestion.Transitions() {
		if tr.Machine == "case" && !slices.Contains(out, tr.To) && tr.To != "" {
			out = append(out, tr.To)
		}
	}
	return out
}
