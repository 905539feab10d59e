package casefile

import (
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/answer"
	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// Reader writes one opened case for one reader.
type Reader struct {
	desk.Sheet
	Actor      org.Actor
	P          *i18n.Printer
	CalendarAt func(version string) (*calendar.Calendar, bool)
}

// Href returns the address of a case.
func Href(id int64) string { return "/suggestions/" + strconv.FormatInt(id, 10) }

// Page fills the case page; which is the filter of the timeline: all, handling, contact, documents.
func (r Reader) Page(which string) templates.CasePage {
	p := templates.CasePage{
		Head: r.Head(), Stages: Stages(r.P, r.Case), Exit: exit(r.P, r.Case), Prose: r.Prose(), Files: r.files("text", 0), Facts: r.about(),
		Checks: r.checks(), Lanes: r.lanes(), Signs: r.signs(), Timeline: r.timeline(which), Filters: r.filters(which),
		Parties: r.parties(), Promises: r.promises(), Ratings: append(r.ratings(), r.forms()...), Instructions: r.instructions(), Remarks: r.remarks(), Reports: r.reports(), Corrected: r.corrections(), Linked: r.linked(),
	}
	if p.Returned = r.returned(); p.Returned != nil {
		p.Checks = p.Checks[1:]
	}
	if r.Checks() {
		p.Hints = r.Hints("")
	}
	p.Dates, p.Past = r.clocks()
	if r.Case.Paused() && r.Case.Unevaluated() {
		p.Paused = r.P.T("case.paused")
	}
	p.Foot, p.More = r.foot()
	return p
}

// Head names the case.
func (r Reader) Head() templates.CaseHead {
	c := r.Case
	h := templates.CaseHead{
		ID: strconv.FormatInt(c.ID, 10), Title: c.Text.Title, State: r.P.T("state.case." + string(c.State)), Href: Href(c.ID),
		Number: r.Number(), Light: lightOf(c.Due(), r.Today),
	}
	if h.Title == "" {
		h.Title = Untitled(r.P, c.State)
	}
	if k := c.Class(r.Pack); k != "" {
		h.Class = r.class(k)
	}
	h.Marks = r.marks()
	if c.Due() == nil {
		h.Light = r.planLight()
	}
	return h
}

// marks are what sets a case apart from others in its state: a key one, one that units have passed round (反复调整), one that was escalated.
func (r Reader) marks() []string {
	var out []string
	if k := r.Case.KeyLevel; k != "" {
		out = append(out, r.P.T("case.key_"+k))
	}
	if n := r.Case.PingPong; n > 0 {
		out = append(out, r.P.T("case.ping_pong", "n", n))
	}
	if r.Case.Escalated {
		out = append(out, r.P.T("param.escalated"))
	}
	return out
}

// Untitled is what a case is called that has no title: a secret one will never have any.
func Untitled(p *i18n.Printer, s flow.State) string {
	if s == suggestion.Offline {
		return p.T("case.secret")
	}
	return p.T("case.untitled")
}

// Number writes the case's number, or that it has none yet.
func (r Reader) Number() string {
	if r.Case.Number == "" {
		return r.P.T("case.no_number")
	}
	return r.P.T("case.number", "number", r.Case.Number)
}

// planLight is the light of a case that waits only for its promises.
func (r Reader) planLight() templates.Light {
	var first *suggestion.Commitment
	for _, k := range r.Case.Commitments {
		if k.State == suggestion.Promised && (first == nil || k.Due < first.Due) {
			first = k
		}
	}
	if first == nil {
		return templates.Light{}
	}
	return PlanLight(r.Case.CountedFrom(first), first.Due, r.Today)
}

func (r Reader) class(code string) string {
	k, ok := r.Pack.Class(code)
	if !ok || k.Label == code {
		return r.P.T("case.class", "class", code)
	}
	return r.P.T("case.class_label", "class", code, "label", k.Label)
}

// Prose is the text of the suggestion as a document.
func (r Reader) Prose() templates.Prose {
	t := r.Case.Text
	d := templates.Prose{Title: t.Title}
	add := func(key, text string) {
		if text != "" {
			d.Parts = append(d.Parts, templates.ProsePart{Head: r.P.T(key), Paragraphs: paragraphs(text)})
		}
	}
	add("input.situation", t.Situation)
	add("input.analysis", t.Analysis)
	if len(t.Requests) > 0 {
		d.Parts = append(d.Parts, templates.ProsePart{Head: r.P.T("case.requests"), Numbered: t.Requests})
	}
	return d
}

func paragraphs(s string) []string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

func (r Reader) fact(out []templates.Fact, key, value string) []templates.Fact {
	if value == "" {
		return out
	}
	return append(out, templates.Fact{Term: r.P.T(key), Value: value})
}

func (r Reader) option(name, code string) string {
	if code == "" {
		return ""
	}
	return r.P.T("option." + name + "." + code)
}

// about lists who speaks and what stands in the block of related information.
func (r Reader) about() []templates.Fact {
	c, p := r.Case, r.P
	var out []templates.Fact
	out = r.fact(out, "case.proposer", r.proposer())
	out = r.fact(out, "case.standing", r.away())
	if c.State != suggestion.Offline { // of a secret one number and day are known, not who stands behind it
		out = r.fact(out, "input.kind", r.kind())
	}
	if c.Stream != "" {
		out = r.fact(out, "case.stream", p.T("stream."+string(c.Stream)))
	}
	out = r.fact(out, "case.submitted_on", p.Day(c.SubmittedOn))
	out = r.fact(out, "input.category", CategoryName(r.Dir.Category, c.Category))
	out = append(out, r.Wishes()...)
	if c.EnteredBy != 0 {
		out = r.fact(out, "case.entered_by", p.T("case.entered", "who", r.post(c.EnteredBy), "how", r.option("entered_how", c.EnteredHow)))
	}
	return append(append(out, r.withdrawals()...), r.past()...)
}

// kind says who proposes. While co-signers are still being asked it tells how many have confirmed: what is submitted without any is one deputy's.
func (r Reader) kind() string {
	c := r.Case
	if c.Kind != suggestion.Joint || !c.In(suggestion.Draft, suggestion.Cosigning, suggestion.Returned) {
		return r.option("kind", string(c.Kind))
	}
	asked, confirmed := 0, len(c.Signers())-1
	for _, s := range c.Signatures {
		if s.State == suggestion.Invited || s.State == suggestion.Confirmed {
			asked++
		}
	}
	switch {
	case asked == 0:
		return r.option("kind", string(suggestion.Single))
	case confirmed == 0:
		return r.P.T("case.joint_unconfirmed", "n", asked)
	}
	return r.P.T("case.joint_so_far", "n", asked, "confirmed", confirmed)
}

// Wishes lists what the author says about the text: where it comes from, how far it may be published, who should handle it.
func (r Reader) Wishes() []templates.Fact {
	c, p := r.Case, r.P
	var out []templates.Fact
	out = r.fact(out, "input.origin", r.option("origin", c.About.Origin))
	out = r.fact(out, "input.publish", r.option("publish", c.About.Publish))
	out = r.fact(out, "input.repeated", r.option("repeated", c.About.Repeated))
	var units []string
	for _, u := range c.About.WishedUnits {
		units = append(units, r.Dir.OrgShort(u))
	}
	out = r.fact(out, "input.wished_units", p.List(units))
	var marks []string
	for key, on := range map[string]bool{"input.close_contact": c.About.CloseContact, "input.reference_only": c.About.ReferenceOnly, "input.protected": c.About.Protected} {
		if on {
			marks = append(marks, p.T(key))
		}
	}
	slices.Sort(marks)
	return r.fact(out, "case.wishes", p.List(marks))
}

// proposer writes the lead deputy with the delegation, 代表 under protection.
func (r Reader) proposer() string {
	c := r.Case
	switch {
	case r.hidden():
		return r.P.T("case.deputy_hidden")
	case c.Kind == suggestion.Delegation:
		return r.P.T("case.delegation_contact", "delegation", r.Dir.OrgName(c.Delegation), "name", r.Dir.PostName(c.Lead))
	case c.Lead == 0:
		return ""
	}
	return r.post(c.Lead)
}

// post writes a person with the body that they serve.
func (r Reader) post(id int64) string {
	a, ok := r.Dir.Actor(id)
	if !ok {
		return ""
	}
	return r.P.T("case.person", "name", a.Person.Name, "org", r.Dir.OrgShort(a.Post.Org))
}

// CategoryName writes a category with the one above it.
func CategoryName(find func(int64) (org.Category, bool), id int64) string {
	k, ok := find(id)
	if !ok {
		return ""
	}
	if up, ok := find(k.Parent); ok {
		return up.Name + " / " + k.Name
	}
	return k.Name
}

// proof lists what was handed in to show how a promise is kept, the latest first, with its pictures where somebody looks at them.
func (r Reader) proof(part int, pictures bool) []templates.ShownFile {
	var out []templates.ShownFile
	for _, f := range slices.Backward(r.Case.FilesOf(part)) {
		out = append(out, templates.ShownFile{
			FileLine: templates.FileLine{Href: FileHref(r.Case.ID, f.Hash), Name: f.Name, Size: Size(f.Size), Of: r.P.T("case.proof_"+f.Of, "day", f.On)},
			Picture:  pictures && IsPicture(f.Mime),
		})
	}
	return out
}

// IsPicture reports whether pages show a file of a type in its place instead of a link alone: those that were decoded when they came in (ADR 122).
func IsPicture(mime string) bool { return strings.HasPrefix(mime, "image/") }

// FileHref is the address of a file of a case: readable by whoever sees the case, and by nobody through its hash alone.
func FileHref(id int64, hash string) string { return Href(id) + "/files/" + hash }

func (r Reader) files(of string, part int) []templates.FileLine {
	var out []templates.FileLine
	if of == "text" && r.Case.Scan != "" {
		out = append(out, templates.FileLine{Href: FileHref(r.Case.ID, r.Case.Scan), Name: r.P.T("case.scan_of_text")})
	}
	for _, f := range r.Case.Files {
		if f.Of == of && f.Part == part {
			out = append(out, templates.FileLine{Href: FileHref(r.Case.ID, f.Hash), Name: answer.FileName(r.P, f), Size: Size(f.Size)})
		}
	}
	return out
}

// Size writes a number of bytes in KB or MB.
func Size(n int64) string {
	if n < 1<<20 {
		return strconv.FormatInt((n+1023)/1024, 10) + " KB"
	}
	return strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64) + " MB"
}

// checks lists the rounds of review, the last first.
func (r Reader) checks() []templates.CheckRound {
	var out []templates.CheckRound
	for _, k := range slices.Backward(r.Case.Returns) {
		who := r.Dir.OrgShort(r.postOrg(k.By))
		round := templates.CheckRound{Said: r.P.T("case.returned", "day", k.On, "who", who)}
		var reasons []string
		for _, code := range k.Reasons {
			reasons = append(reasons, r.option("reasons", code))
		}
		round.Facts = r.fact(round.Facts, "input.reasons", r.P.List(reasons))
		round.Facts = r.fact(round.Facts, "input.marks", strings.Join(k.Marks, "\n"))
		round.Facts = r.fact(round.Facts, "input.note", k.Note)
		if k.Text >= 0 && k.Text < len(r.Case.Versions) {
			round.Href = Href(r.Case.ID) + "/versions/" + strconv.Itoa(k.Text+1)
		}
		out = append(out, round)
	}
	return out
}

// returned is the round of review after which the text lies with its author again; nil when it does not.
func (r Reader) returned() *templates.CheckRound {
	list := r.checks()
	if !r.Case.In(suggestion.Returned) || len(list) == 0 {
		return nil
	}
	last := r.Case.Returns[len(r.Case.Returns)-1]
	list[0].Said = r.P.T("case.sent_back", "day", last.On, "who", r.Dir.OrgShort(r.postOrg(last.By)))
	return &list[0]
}

func (r Reader) postOrg(id int64) int64 {
	p, _ := r.Dir.Post(id)
	return p.Org
}

// away says that the lead deputy does not serve, since when, and what comes of it; empty when the deputy does.
func (r Reader) away() string {
	c := r.Case
	i := slices.IndexFunc(c.Away, func(a suggestion.Away) bool { return a.Post == c.Lead })
	if i < 0 {
		return ""
	}
	said := r.P.T("case.away", "standing", r.option("mandate", string(c.Away[i].Standing)), "day", c.Away[i].Since)
	switch {
	case c.StandIn() != 0:
		said += "\n" + r.P.T("case.away_stand_in", "name", r.Dir.PostName(c.StandIn()))
	case c.Paused():
		said += "\n" + r.P.T("case.away_paused")
	}
	return said
}

func (r Reader) signs() []templates.Fact {
	var out []templates.Fact
	for _, s := range r.Case.Signatures {
		state := r.P.T("state.signature." + string(s.State))
		if s.State == suggestion.Invited && r.Case.CosignUntil != "" {
			state = r.P.T("case.signs_until", "state", state, "day", r.Case.CosignUntil)
		}
		if m := r.Case.Standing(s.Post); m != org.Active {
			state = r.P.T("case.signed_away", "state", state, "standing", r.option("mandate", string(m)))
		}
		out = append(out, templates.Fact{Term: r.Dir.PostName(s.Post), Value: state})
	}
	return out
}

// hidden reports whether the names of the authors are kept from this reader.
func (r Reader) hidden() bool { return r.Case.About.Protected && r.Case.Lead == 0 }

func (r Reader) parties() []templates.Fact {
	var out []templates.Fact
	for _, a := range r.Case.Live() {
		out = append(out, templates.Fact{Term: r.P.T("share." + string(a.Role)), Value: r.Dir.OrgName(a.Unit)})
	}
	special := map[int64]bool{}
	for _, a := range r.Case.Live() {
		if a.Special != 0 && !special[a.Special] {
			special[a.Special] = true
			out = append(out, templates.Fact{Term: r.P.T("case.special"), Value: r.Dir.OrgName(a.Special)})
		}
	}
	if p := r.Case.Proposal; p != nil {
		for _, s := range p.Shares {
			out = append(out, templates.Fact{Term: r.P.T("case.proposed", "role", i18n.Key("share."+string(s.Role))), Value: r.Dir.OrgName(s.Unit)})
		}
	}
	return out
}

func (r Reader) ratings() []templates.Fact { return r.ratingsIn(r.Case.Evaluations) }

func (r Reader) ratingsIn(list []*suggestion.Evaluation) []templates.Fact {
	var out []templates.Fact
	for _, e := range list {
		if e.Dropped() {
			continue
		}
		who := r.Dir.PostName(e.Post)
		if r.hidden() {
			who = r.P.T("case.deputy_hidden")
		}
		if a := r.Case.Assignment(e.Assignment); a != nil && len(r.Case.Answering()) > 1 {
			who = r.P.T("case.rating_of", "who", who, "unit", r.Dir.OrgShort(a.Unit))
		}
		if e.Round > 1 {
			who = r.P.T("case.rating_round", "who", who, "n", e.Round)
		}
		state := r.P.T("state.evaluation." + string(e.State))
		if e.On != "" {
			state = r.P.T("case.rating_on", "day", r.P.Day(e.On), "state", state)
		}
		key := "case.rating"
		if r.oneRating(e.Attitude) {
			key = "case.rating_one"
		}
		value := r.P.T(key, "attitude", r.rating(e.Attitude), "result", r.rating(e.Result), "state", state)
		if e.Reasons != "" {
			value += "\n" + e.Reasons
		}
		out = append(out, templates.Fact{Term: who, Value: value})
	}
	return out
}

// oneRating reports whether a judgement is a single rating: the pack asks for one, and none of the attitude was given.
func (r Reader) oneRating(attitude suggestion.Rating) bool {
	return attitude == "" && !r.Pack.RatesBoth()
}

func (r Reader) rating(v suggestion.Rating) string {
	if v == "" {
		return r.P.T("rating.none")
	}
	return r.P.T("rating." + string(v))
}

func (r Reader) remarks() []templates.TimeEvent {
	var out []templates.TimeEvent
	for _, k := range slices.Backward(r.Case.Remarks) {
		if r.followed(k) {
			continue
		}
		what := r.P.T("remark." + k.Kind)
		if k.Unit != 0 {
			what = r.P.T("case.remark_to", "what", what, "unit", r.Dir.OrgShort(k.Unit))
		}
		if k.Text != "" {
			what += r.P.T("case.colon") + k.Text
		}
		out = append(out, templates.TimeEvent{Day: r.P.Day(k.On), Who: r.post(k.By), What: what})
	}
	return out
}

// reports tells the reports of pressure that the reader may see, with what was answered.
func (r Reader) reports() []templates.TimeEvent {
	var out []templates.TimeEvent
	for _, k := range slices.Backward(r.Case.Reports) {
		what := k.Text
		if k.Answer != "" {
			what += " " + r.P.T("case.report_answered", "text", k.Answer)
		}
		out = append(out, templates.TimeEvent{Day: r.P.Day(k.On), Who: r.post(k.Post), What: what})
	}
	return out
}

func (r Reader) linked() []templates.Link {
	var out []templates.Link
	add := func(key string, id int64) {
		if id != 0 {
			out = append(out, templates.Link{Href: Href(id), Text: r.P.T(key)})
		}
	}
	add("case.linked_main", r.Case.MergedInto)
	add("case.linked_source", r.Case.SplitFrom)
	for _, id := range r.Case.Absorbed {
		add("case.linked_merged", id)
	}
	for _, id := range r.Case.SplitInto {
		add("case.linked_piece", id)
	}
	return out
}
