package supervision

import (
	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of a bulletin and of what it orders one unit to do.
const (
	BulletinDraft     flow.State = "drafted"   // 拟稿
	BulletinIssued    flow.State = "issued"    // 已发各单位
	BulletinPublished flow.State = "published" // 已公布

	RectifyOrdered flow.State = "ordered"  // 待整改
	RectifyDone    flow.State = "reported" // 已报整改
	RectifySettled flow.State = "settled"  // 已核实
)

// Bulletin tells how handling stands on a cut-off day (通报): figures made from the record, units that lag, an order to put it right by a day.
// Once drafted its figures do not change.
type Bulletin struct {
	dossier.Head
	Title     string          `json:"title"`
	Number    string          `json:"number,omitempty"`
	CutOff    calendar.Day    `json:"cut_off"`
	Text      string          `json:"text"`
	Order     string          `json:"order,omitempty"`
	FixBy     calendar.Day    `json:"fix_by,omitempty"`
	Next      string          `json:"next,omitempty"`
	DraftedBy int64           `json:"drafted_by" show:"person"`
	IssuedBy  int64           `json:"issued_by,omitempty" show:"person"`
	IssuedOn  calendar.Day    `json:"issued_on,omitempty"`
	Shown     calendar.Day    `json:"published_on,omitempty"`
	Totals    []BulletinTotal `json:"totals"`
	Lines     []BulletinLine  `json:"standing"`
	Rectify   []*Rectify      `json:"rectify,omitempty"`
}

// BulletinTotal is how all units stand together, in unit-times (件次).
type BulletinTotal struct {
	Units    int `json:"units_all"`
	Complete int `json:"units_complete"` // units that have answered everything
	Handed   int `json:"handed"`
	Answered int `json:"answered"`
	Rate     int `json:"answer_rate" show:"permille"`
	Overdue  int `json:"overdue"`
	Rated    int `json:"rated"`
	Content  int `json:"content"`
}

// BulletinLine is how one unit stands.
type BulletinLine struct {
	Unit     int64 `json:"unit" show:"unit"`
	Handed   int   `json:"handed"`
	Answered int   `json:"answered"`
	Rate     int   `json:"answer_rate" show:"permille"`
	Overdue  int   `json:"overdue"`
	Rated    int   `json:"rated"`
	Content  int   `json:"content"`
}

// Rectify is what one lagging unit has to put right (限期整改).
type Rectify struct {
	dossier.Part
	Unit   int64        `json:"unit" show:"unit"`
	Due    calendar.Day `json:"due"`
	Report string       `json:"report,omitempty"`
	On     calendar.Day `json:"on,omitempty"`
	Why    string       `json:"why,omitempty"`
}

// Parts lists the orders.
func (b *Bulletin) Parts(yield func(string, *dossier.Part) bool) {
	for _, r := range b.Rectify {
		if !yield("rectify", &r.Part) {
			return
		}
	}
}

// Face tells lists and scope of the bulletin: every unit that it names reads it once it is issued.
func (b *Bulletin) Face() dossier.Face {
	f := dossier.Face{Title: b.Title, On: b.CutOff, Public: b.State == BulletinPublished}
	if b.State == BulletinDraft {
		f.Tasks = []dossier.Task{{Name: "issue_bulletin", Holder: access.Body("office_head", b.Congress), Start: b.BegunOn}}
		return f
	}
	f.Parties = []string{access.Body("gov", b.Congress)}
	for _, l := range b.Lines {
		f.Parties = append(f.Parties, access.Body("unit", l.Unit), access.Body("unit_head", l.Unit))
	}
	for _, r := range b.Rectify {
		switch r.State {
		case RectifyOrdered:
			f.Due = b.FixBy
			f.Tasks = append(f.Tasks, dossier.Task{Name: "report_rectify", Part: r.No, Holder: access.Body("unit", r.Unit), Start: b.IssuedOn, Due: r.Due})
		case RectifyDone:
			f.Tasks = append(f.Tasks, dossier.Task{Name: "settle_rectify", Part: r.No, Holder: access.Body("office", b.Congress)})
		}
	}
	return f
}

// Withdrawn reports whether the bulletin stood in public once and was taken back: it never is.
func (b *Bulletin) Withdrawn() bool { return false }

// Published is what the public reads: no names of officials, no reports of units.
func (b *Bulletin) Published() dossier.Doc {
	c := *b
	c.DraftedBy, c.IssuedBy, c.Rectify = 0, 0, nil
	return &c
}

// lags lists the units with overdue work.
func (b *Bulletin) lags() []int64 {
	var out []int64
	for _, l := range b.Lines {
		if l.Overdue > 0 {
			out = append(out, l.Unit)
		}
	}
	return out
}

// WriteBulletin is the bulletin as the committee writes it; the figures come from the record.
type WriteBulletin struct {
	Title  string         `json:"title" form:"line,required" max:"100"`
	CutOff calendar.Day   `json:"cut_off" form:"day,required"`
	Text   string         `json:"text" form:"text,required" max:"5000"`
	Order  string         `json:"order" form:"text" max:"3000"`
	FixBy  calendar.Day   `json:"fix_by" form:"day"`
	Next   string         `json:"next" form:"text" max:"2000"`
	Total  BulletinTotal  `json:"total" form:"-"`
	Lines  []BulletinLine `json:"standing" form:"-"`
}

// Check refuses a cut-off that is to come, and an order without its day.
func (c *WriteBulletin) Check(x *dossier.X[*Bulletin], f *fault.Fields) {
	if c.CutOff > x.Env.Today {
		f.Add("cut_off", "field.day_future")
	}
	switch {
	case c.Order != "" && c.FixBy == "":
		f.Add("fix_by", "field.required")
	case c.FixBy != "" && c.FixBy <= x.Env.Today:
		f.Add("fix_by", "field.day_past")
	case c.FixBy != "" && c.Order == "":
		f.Add("order", "field.required")
	}
}

func writeBulletin(x *dossier.X[*Bulletin], c *WriteBulletin) {
	b := x.Doc
	b.Title, b.CutOff, b.Text, b.Order, b.FixBy, b.Next = c.Title, c.CutOff, c.Text, c.Order, c.FixBy, c.Next
	b.Totals, b.Lines, b.DraftedBy = []BulletinTotal{c.Total}, c.Lines, x.Actor.Person.ID
}

func rectify(x *dossier.X[*Bulletin]) *Rectify {
	for _, r := range x.Doc.Rectify {
		if r.No == x.Part {
			return r
		}
	}
	return &Rectify{}
}

// issueBulletin sends it out and orders every unit with overdue work to put it right.
func issueBulletin(x *dossier.X[*Bulletin], c *IssueUrging) {
	b := x.Doc
	b.Number, b.IssuedBy, b.IssuedOn = c.Number, x.Actor.Person.ID, x.Env.Today
	if b.Order == "" {
		return
	}
	for _, u := range b.lags() {
		b.Rectify = append(b.Rectify, &Rectify{Part: x.Add(RectifyOrdered), Unit: u, Due: b.FixBy})
	}
}

var (
	ownRectify = dossier.Guard("rectify_of_unit", func(x *dossier.X[*Bulletin]) bool {
		return x.Actor.IsSystem() || x.Actor.Post.Org == rectify(x).Unit
	})
	fixStillAhead = dossier.Guard("fix_by_ahead", func(x *dossier.X[*Bulletin]) bool { return x.Doc.FixBy == "" || x.Doc.FixBy > x.Env.Today })
)

// BulletinKind is the life of a bulletin: written by one, issued by a second, acted on, published.
var BulletinKind = dossier.Sort[*Bulletin]{
	Called: "bulletin", Of: Theme, Public: congress, New: func() *Bulletin { return &Bulletin{} },
	Tables: []flow.Table[*dossier.X[*Bulletin]]{
		{Name: "bulletin", Rules: []flow.Rule[*dossier.X[*Bulletin]]{
			{From: []flow.State{""}, Do: "draft_bulletin", By: staff, To: BulletinDraft, Act: dossier.Act(writeBulletin)},
			{From: []flow.State{BulletinDraft}, Do: "issue_bulletin", By: []flow.Relation{suggestion.OfficeHead}, If: []flow.Guard[*dossier.X[*Bulletin]]{
				dossier.SecondPerson(func(b *Bulletin) int64 { return b.DraftedBy }), fixStillAhead,
			}, To: BulletinIssued, Act: dossier.Act(issueBulletin)},
			{From: []flow.State{BulletinDraft}, Do: "change_bulletin", By: staff, Act: dossier.Act(writeBulletin)},
			{From: []flow.State{BulletinIssued}, Do: "publish_bulletin", By: []flow.Relation{suggestion.OfficeHead}, To: BulletinPublished, Act: dossier.Act(func(x *dossier.X[*Bulletin], _ *suggestion.Nothing) {
				x.Doc.Shown = x.Env.Today
			})},
		}},
		{Name: "rectify", Begins: []flow.State{RectifyOrdered}, Rules: []flow.Rule[*dossier.X[*Bulletin]]{
			{From: []flow.State{RectifyOrdered}, Do: "report_rectify", By: units, If: []flow.Guard[*dossier.X[*Bulletin]]{ownRectify}, To: RectifyDone, Act: dossier.Act(func(x *dossier.X[*Bulletin], c *ReportOrder) {
				r := rectify(x)
				r.Report, r.On = c.Report, x.Env.Today
			})},
			{From: []flow.State{RectifyDone}, Do: "return_rectify", By: staff, To: RectifyOrdered, Act: dossier.Act(func(x *dossier.X[*Bulletin], c *suggestion.Reason) { rectify(x).Why = c.Reason })},
			{From: []flow.State{RectifyDone}, Do: "settle_rectify", By: staff, To: RectifySettled, Act: dossier.Move[*Bulletin]()},
		}},
	},
}
