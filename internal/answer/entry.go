package answer

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/fault"
	"huiyin/internal/org"
)

// Entry says who may enter: anybody, or the holders of certain posts; one that says nothing admits nobody. What a person may see behind the door
// is the capabilities' matter. A former deputy enters only what says so: the own suggestions and the own account.
type Entry struct {
	Open   bool
	Former bool
	Roles  []org.Role
}

// Who may enter what pages and API both have. Each stands here once, so that no door is wider than the other.
var (
	Anyone   = Entry{Open: true}
	SignedIn = Only(org.Roles...).AndFormer()
	Writers  = Only(org.Deputy, org.DelegationAide, org.CommitteeClerk, org.CommitteeHead) // begin suggestions
	Readers  = Only(access.Readers()...)                                                   // of suggestions, in lists and figures
	Office   = Only(org.CommitteeClerk, org.CommitteeHead)                                 // keeps the hand-over lists, enters secret suggestions
	// Workers have a part in the year's work beside their own suggestions.
	Workers = Only(
		org.Deputy, org.DelegationAide, org.CountyClerk, org.CommitteeClerk, org.CommitteeHead, org.SpecialClerk, org.CongressLeader, org.GovOffice, org.GovLeader,
		org.UnitClerk, org.UnitHead, org.Surveyor, org.OrgDept,
	)
)

// ErrPost refuses whoever may not enter in the present post.
var ErrPost = fault.New(fault.Forbidden, "fault.forbidden")

// Only admits the holders of these posts.
func Only(roles ...org.Role) Entry { return Entry{Roles: roles} }

// AndFormer admits former deputies too.
func (e Entry) AndFormer() Entry {
	e.Former = true
	return e
}

// Admits reports whether somebody in this post may enter.
func (e Entry) Admits(a org.Actor) bool {
	return e.Open || (e.Former || !a.IsFormer()) && slices.Contains(e.Roles, a.Post.Role)
}

// Check refuses whoever may not enter.
func (e Entry) Check(a org.Actor) error {
	if !e.Admits(a) {
		return ErrPost
	}
	return nil
}
