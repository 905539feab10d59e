// Package access answers who may see what: which cases (Scope) and which facts of a case (View). It is pure. What an actor
// may do is another question, and the tables of package suggestion answer it.
package access

import (
	"slices"
	"strconv"

	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Reach is how far a scope goes inside its congress.
type Reach string

// The reaches. Every one of them ends at the actor's congress.
const (
	Nothing  Reach = "nothing"  // no case at all: administrators, auditors, strangers
	ByParty  Reach = "parties"  // cases that name one of the actor's keys
	Owed     Reach = "owed"     // of those, the ones that somebody still owes something on: what a former deputy keeps sight of
	Accepted Reach = "accepted" // every case that has been accepted
	Filed    Reach = "filed"    // every case that has been handed in, and what the staff entered themselves
	Public   Reach = "public"   // every case that its author and its units gave to the public, once it is settled: nobody's lists, see ToEverybody
)

// Scope is the one rule of what an actor sees. The store renders it as a WHERE clause; Sees is the same rule on a case.
type Scope struct {
	Congress int64
	Reach    Reach
	Keys     []string
	Post     int64 // present post: a leader's own key suggestions are those of the post
	Person   int64 // whose work the tasks of the keys are, unless a second person is asked for
	Names    bool  // what is seen may be looked for by its author also where the identity is protected
}

// Of returns the scope of an actor in the present post.
func Of(a org.Actor) Scope {
	s := Scope{Congress: a.Post.Congress, Reach: Nothing, Keys: Keys(a), Post: a.Post.ID, Person: a.Person.ID, Names: !HidesAuthors(a)}
	switch a.Post.Role {
	case org.CommitteeClerk, org.CommitteeHead:
		s.Reach = Filed
	case org.CongressLeader:
		s.Reach = Accepted
	case org.Deputy:
		if s.Reach = ByParty; a.IsFormer() {
			s.Reach = Owed
		}
	case org.DelegationAide, org.CountyClerk, org.SpecialClerk, org.GovOffice, org.GovLeader, org.UnitClerk, org.UnitHead:
		s.Reach = ByParty
	}
	return s
}

// Readers are the roles that see suggestions at all.
func Readers() []org.Role {
	var out []org.Role
	for _, r := range org.Roles {
		if Of(org.Actor{Post: org.Post{Role: r}}).Reach != Nothing {
			out = append(out, r)
		}
	}
	return out
}

// ToEverybody is the scope of what a congress has given to the public. A deputy who writes is shown what came of these, see package similar.
func ToEverybody(congress int64) Scope { return Scope{Congress: congress, Reach: Public} }

// IsPublic reports whether a case was given to the public.
func IsPublic(c *suggestion.Case) bool { return IsAccepted(c) && c.Public() }

// Hears reports whether the scope's figures take in what the deputies answered to those who asked them after the reply. Others, the units
// first, count what the deputies say openly: they must not learn from a number who told the committee what.
func (s Scope) Hears() bool { return s.Reach == Filed || s.Reach == Accepted }

// Keys names what an actor holds: parties of a case and addressees of notices are written with the same words.
func Keys(a org.Actor) []string {
	switch a.Post.Role {
	case org.Deputy:
		return []string{Post(a.Post.ID)}
	case org.DelegationAide:
		return []string{Body("delegation", a.Post.Org)}
	case org.CountyClerk:
		return []string{Body("county", a.Post.Org)}
	case org.CommitteeClerk:
		return []string{Body("office", a.Post.Congress)}
	case org.CommitteeHead:
		return []string{Body("office", a.Post.Congress), Body("office_head", a.Post.Congress)}
	case org.SpecialClerk:
		return []string{Body("special", a.Post.Org)}
	case org.CongressLeader:
		return []string{Body("leader", a.Post.Congress), Post(a.Post.ID)}
	case org.GovOffice:
		return []string{Body("gov", a.Post.Congress), Body("unit", a.Post.Org)}
	case org.GovLeader:
		return []string{Body("gov", a.Post.Congress), Post(a.Post.ID)}
	case org.UnitClerk:
		return []string{Body("unit", a.Post.Org)}
	case org.UnitHead:
		return []string{Body("unit", a.Post.Org), Body("unit_head", a.Post.Org)}
	case org.OrgDept:
		return []string{Body("org_dept", a.Post.Congress)}
	}
	return nil
}

// OwnUnit returns the unit whose own limits are the due days that the actor's lists show and sort by; 0 when the case's are.
func OwnUnit(a org.Actor) int64 {
	if a.Post.Role == org.UnitClerk || a.Post.Role == org.UnitHead {
		return a.Post.Org
	}
	return 0
}

// Post is the key of one deputy's mandate.
func Post(id int64) string { return "post:" + strconv.FormatInt(id, 10) }

// Body is the key of a body in one capacity.
func Body(capacity string, id int64) string { return capacity + ":" + strconv.FormatInt(id, 10) }

// Unfinished are the states in which a suggestion that was handed in still waits for an answer, or for a promise to be kept. In them it goes on
// after the change of term and is answered to whoever proposed it (domain.md 3, guard 6).
var Unfinished = []flow.State{
	suggestion.Submitted, suggestion.Checking, suggestion.Reviewing, suggestion.Pending, suggestion.Assigned, suggestion.Handling, suggestion.Replied,
	suggestion.Evaluated, suggestion.Redoing, suggestion.FollowUp, suggestion.Merged,
}

// private are the states in which a text is its authors' alone.
var private = []flow.State{suggestion.Draft, suggestion.Cosigning, suggestion.Discarded}

// IsFiled reports whether the committee may know of the case: it was handed in, or the committee's staff entered it.
func IsFiled(c *suggestion.Case) bool {
	if c.State == suggestion.Discarded {
		return false
	}
	return !slices.Contains(private, c.State) || c.EnteredBy != 0
}

// IsAccepted reports whether the case has passed the committee's review.
func IsAccepted(c *suggestion.Case) bool {
	return IsFiled(c) && c.Number != "" && !c.In(suggestion.Offline, suggestion.Returned, suggestion.Refused, suggestion.Letter)
}

// Parties lists the keys that a case names, in order and without repetition.
func Parties(c *suggestion.Case) []string {
	var out []string
	add := func(k string) {
		if !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	if c.State == suggestion.Discarded || c.State == suggestion.Offline {
		return nil
	}
	if c.Lead != 0 {
		add(Post(c.Lead))
	}
	if c.Delegation != 0 && !c.History {
		add(Body("delegation", c.Delegation))
	}
	hidden := slices.Contains(private, c.State)
	for _, s := range c.Signatures {
		if s.State == suggestion.Confirmed || s.State == suggestion.Invited && (hidden || c.In(suggestion.Returned)) {
			add(Post(s.Post))
		}
	}
	if hidden {
		slices.Sort(out)
		return out
	}
	if c.County != 0 {
		add(Body("county", c.County))
	}
	if c.KeyBody != 0 {
		add(Body("special", c.KeyBody))
	}
	for _, a := range c.Assignments {
		add(Body("unit", a.Unit))
		if a.Special != 0 {
			add(Body("special", a.Special))
		}
		if a.Government {
			add(Body("gov", c.Congress))
		}
	}
	slices.Sort(out)
	return out
}

// Sees reports whether the scope covers the case.
func (s Scope) Sees(c *suggestion.Case) bool {
	if c.Congress != s.Congress {
		return false
	}
	switch s.Reach {
	case Filed:
		return IsFiled(c)
	case Accepted:
		return IsAccepted(c)
	case Public:
		return IsPublic(c)
	case ByParty, Owed:
		named := slices.ContainsFunc(Parties(c), func(k string) bool { return slices.Contains(s.Keys, k) })
		return named && (s.Reach != Owed || c.In(Unfinished...))
	}
	return false
}
