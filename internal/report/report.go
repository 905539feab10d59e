// Package report writes the reports of a year as papers: of each body to the standing committee (一府一委两院、联工委), of a special
// committee to the chairman's meeting, the bulletin on progress (通报), and the year's work. Every figure comes from the catalogue
// and leads to the list behind it; a report of a past day is made from the record as it stood at the end of that day, so that it
// comes out the same whenever it is asked for.
package report

import (
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/document"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Kind is one kind of report. Its name in words is the catalogue's report.kind_<name>.
type Kind struct {
	Name string
	Body string // whose units it is about; empty: everybody's
	For  []org.Role
}

var house = []org.Role{org.CommitteeClerk, org.CommitteeHead, org.CongressLeader}

// Kinds are the reports in the order in which the year needs them.
var Kinds = []Kind{
	{"bulletin", "", append(house[:3:3], org.GovOffice)},
	{"government", "government", append(house[:3:3], org.GovOffice, org.GovLeader)},
	{"supervision", "supervision", house},
	{"court", "court", house},
	{"procuratorate", "procuratorate", house},
	{"special", "", append(house[:3:3], org.SpecialClerk)},
	{"committee", "", house},
	{"year", "", house},
}

// own are the bodies whose heads read their own body's report: they have no office that does it for them.
var own = []string{"supervision", "court", "procuratorate"}

// ForActor finds a kind that somebody may read: by the post, or as the head of the body that it is about.
func ForActor(name string, a org.Actor) (Kind, bool) {
	if k, ok := Of(name, a.Post.Role); ok {
		return k, true
	}
	k, _ := Of(name, org.CommitteeHead)
	head := a.Post.Role == org.UnitHead && slices.Contains(own, k.Body) && slices.Contains(org.BodyKinds(k.Body), a.Org.Kind)
	return k, head
}

// Readers are the roles that read at least one kind.
func Readers() []org.Role {
	var out []org.Role
	for _, k := range Kinds {
		for _, r := range k.For {
			if !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	return out
}

// Of finds a kind that a role may read.
func Of(name string, role org.Role) (Kind, bool) {
	for _, k := range Kinds {
		if k.Name == name && slices.Contains(k.For, role) {
			return k, true
		}
	}
	return Kind{}, false
}

// Ask says which report is wanted.
type Ask struct {
	Kind    Kind
	Session int64
	CutOff  calendar.Day
	Special int64        // the committee whose report it is, for the kind special
	Until   calendar.Day // by when the bulletin wants the laggards to answer; may be empty
	// Link makes the address of the list behind a figure from its query; nil for files.
	Link func(query string) string
}

// Report is a finished report.
type Report struct {
	Kind   Kind
	CutOff calendar.Day
	Paper  document.Paper
	Year   stats.Year // the figures that the paper is made of
}

// Make writes a report. What is wrong with what was asked is an Invalid fault beside its field.
func Make(ctx context.Context, s *store.Store, a org.Actor, ask Ask, say *i18n.Printer) (Report, error) {
	var out Report
	if a.Post.Role == org.SpecialClerk {
		ask.Special = a.Post.Org
	}
	err := At(ctx, s, a.Post.Congress, ask.Session, ask.CutOff, ask.check, func(tx *store.Tx) error {
		w, err := open(ctx, tx, a, ask, say)
		if err != nil {
			return err
		}
		if err := texts[ask.Kind.Name](ctx, w); err != nil {
			return err
		}
		out = Report{Kind: ask.Kind, CutOff: tx.Today(), Paper: w.paper, Year: w.y}
		return nil
	})
	return out, err
}

// texts says how each kind is written.
var texts = map[string]func(context.Context, *writer) error{
	"bulletin": bulletin, "government": ofBody, "supervision": ofBody, "court": ofBody, "procuratorate": ofBody,
	"special": ofSpecial, "committee": ofCommittee, "year": ofYear,
}

// check complains about what only this kind of report asks for.
func (ask Ask) check(dir *store.Directory, bad *fault.Fields) {
	asked := func(o org.Org) bool { return o.ID == ask.Special }
	if ask.Kind.Name == "special" && !slices.ContainsFunc(Committees(dir, ask.Session), asked) {
		bad.Add("special", "field.required")
	}
	if ask.Until != "" && (!ask.Until.Valid() || ask.Until <= ask.CutOff) {
		bad.Add("until", "report.until_early")
	}
}

// Committees are the special committees of which a session's year has a report: those that had not ended when it opened.
func Committees(dir *store.Directory, session int64) (out []org.Org) {
	s, ok := dir.Session(session)
	for _, o := range dir.Orgs {
		if ok && o.Kind == org.SpecialCommittee && o.Stands(s.Opens) {
			out = append(out, o)
		}
	}
	return out
}

// open computes the figures of the report as the committee sees them: a paper has one truth, whoever may read it.
func open(ctx context.Context, tx *store.Tx, a org.Actor, ask Ask, say *i18n.Printer) (*writer, error) {
	w := &writer{tx: tx, say: say, ask: ask, scope: access.Scope{Congress: a.Post.Congress, Reach: access.Filed}, whole: a.Post.Role != org.CommitteeClerk && a.Post.Role != org.CommitteeHead}
	w.hears = access.Of(a).Hears()
	w.part = suggestion.Filter{Body: ask.Kind.Body}
	if ask.Kind.Name == "special" {
		w.part.Special = ask.Special
	}
	var err error
	if w.dir, err = tx.Directory(ctx, a.Post.Congress); err != nil {
		return nil, err
	}
	w.y, err = stats.Within(ctx, tx, w.scope, ask.Session, w.part)
	w.paper.Note = say.T("report.cut_off", "day", say.LongDay(tx.Today()))
	return w, err
}
