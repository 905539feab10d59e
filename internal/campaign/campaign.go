// Package campaign holds the tables of the year as a campaign (十个一) and of guidance at the source (源头引导): the plan of activities with who
// answers for what, trainings, pushes, periodicals, topics, briefings, inspections and press coverage. It is pure.
package campaign

import (
	"net/url"
	"slices"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Theme is the chapter of the year's work that the kinds belong to.
const Theme = "campaign"

// Kinds lists every kind of dossier of the package, in the order of the theme's page.
var Kinds = []dossier.Kind{CampaignKind, InspectionKind, PressKind, TrainingKind, PushKind, TopicKind, BriefingKind, PeriodicalKind}

var (
	// staff are the people of the deputies' committee.
	staff = []flow.Relation{suggestion.Office, suggestion.OfficeHead}
	// hosts arrange what special committees arrange too.
	hosts = []flow.Relation{suggestion.Office, suggestion.OfficeHead, suggestion.Special}
	// congress are the roles that read everything of the theme.
	congress = []org.Role{org.CommitteeClerk, org.CommitteeHead, org.CongressLeader, org.SpecialClerk}
)

// Audience says which deputies something is meant for: those named, those of the groups and delegations named, or, when nobody is named, all.
type Audience struct {
	Deputies []int64 `json:"deputies,omitempty" form:"deputies" show:"deputies"`
	Groups   []int64 `json:"groups,omitempty" form:"orgs" show:"orgs"`
}

// Reach sends something to the deputies it is meant for; their number is counted, not typed.
type Reach struct {
	Notified int `json:"notified" form:"-"`
}

// Reached notes how many are reached.
func (c *Reach) Reached(n int) { c.Notified = n }

// All reports whether every deputy of the congress is meant.
func (a Audience) All() bool { return len(a.Deputies) == 0 && len(a.Groups) == 0 }

// Of lists the mandates that are meant, of those of a congress.
func (a Audience) Of(posts []org.Post) []int64 {
	var out []int64
	for _, p := range posts {
		if p.Role != org.Deputy || p.To != "" || p.Mandate == org.Former {
			continue
		}
		if a.All() || slices.Contains(a.Deputies, p.ID) || slices.Contains(a.Groups, p.Org) {
			out = append(out, p.ID)
		}
	}
	return out
}

// Keys are the keys of those who see what an audience gets.
func (a Audience) Keys(congress int64) []string {
	if a.All() {
		return []string{dossier.EveryDeputy(congress)}
	}
	var out []string
	for _, d := range a.Deputies {
		out = append(out, access.Post(d))
	}
	for _, g := range a.Groups {
		out = append(out, dossier.DeputiesOf(g))
	}
	return out
}

// Readable is a document that is sent to deputies to be read, with a record of who did and for how long.
type Readable interface {
	dossier.Doc
	Readers() Audience
	Text() string // what is read on the page itself; the files stand beside it
}

// office is the key of the deputies' committee.
func office(congress int64) string { return access.Body("office", congress) }

// earliest returns the earlier of two days; an empty one is none.
func earliest(a, b calendar.Day) calendar.Day {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

func itoa(n int) string { return strconv.Itoa(n) }

// readersOfGuidance are the roles that read all guidance, its records of reading included.
var readersOfGuidance = []org.Role{org.CommitteeClerk, org.CommitteeHead, org.CongressLeader}

func contains(list []string, s string) bool { return slices.Contains(list, s) }

// link refuses what is no address of the web.
func link(s string, f *fault.Fields) {
	if s == "" {
		return
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		f.Add("link", "campaign.link")
	}
}
