// Package folder writes the pages of dossiers: what a document holds becomes facts and tables by the tags of its struct, what an action asks
// becomes a form by the tags of its command. It knows no single kind.
package folder

import (
	"slices"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// Reader writes one opened dossier for one reader.
type Reader struct {
	desk.DossierSheet
	Actor org.Actor
	P     *i18n.Printer
	Today calendar.Day
	Own   map[flow.Action]string // addresses of acts that have a page of their own
}

// Href returns the address of a dossier.
func Href(id int64) string { return "/dossiers/" + strconv.FormatInt(id, 10) }

// ListHref returns the address of the list of a kind.
func ListHref(kind string) string { return "/year/" + kind }

// ActHref returns the address of an act's page; id 0 begins a dossier of the kind.
func ActHref(kind string, id int64, do flow.Action, part int) string {
	if id == 0 {
		return ListHref(kind) + "/begin/" + string(do)
	}
	href := Href(id) + "/do/" + string(do)
	if part != 0 {
		href += "?part=" + strconv.Itoa(part)
	}
	return href
}

// Title names the dossier.
func (r Reader) Title() string { return r.Doc.Face().Title }

// Page fills the page of the dossier.
func (r Reader) Page() templates.DossierPage {
	h, f := r.Doc.Top(), r.Doc.Face()
	p := templates.DossierPage{
		Kind: r.P.T("machine." + r.Kind.Name()), Heading: f.Title, State: r.state(r.Kind.Name(), h.State), Slug: r.Kind.Name(), KindHref: ListHref(r.Kind.Name()),
		Light: Light(f.Due, h.BegunOn, r.Today),
	}
	v := viewer{r: r, kind: r.Kind.Name()}
	p.Facts, p.Sections = v.document()
	p.Cases = r.cases()
	p.Around = r.around()
	p.Timeline = r.timeline()
	p.Foot = r.foot()
	return p
}

// Light is the light of a day that something is expected by.
func Light(day, start, today calendar.Day) templates.Light {
	if day == "" {
		return templates.Light{}
	}
	return casefile.Light(start, day, today)
}

func (r Reader) state(machine string, s flow.State) string {
	return r.P.T("state." + machine + "." + string(s))
}

// foot lists what the reader can do now, on the dossier and its parts, and why not the rest: once, where it is the same of many parts, and not at
// all once the dossier is closed and nothing leads on.
func (r Reader) foot() templates.Foot {
	f := templates.Foot{}
	closed := r.closed()
	for _, o := range r.Offers {
		text := r.OfferText(o)
		if o.Reason != "" {
			if no := (templates.Refusal{Text: text, Reason: r.P.T(o.Reason)}); !closed && !slices.Contains(f.Not, no) {
				f.Not = append(f.Not, no)
			}
			continue
		}
		if o.Part == 0 {
			href := ActHref(r.Kind.Name(), r.Doc.Top().ID, o.Do, 0)
			if own := r.Own[o.Do]; own != "" {
				href = own
			}
			f.Actions = append(f.Actions, templates.Action{Text: text, Href: href})
		}
	}
	return f
}

// closed reports whether nothing leads out of the dossier's state and nobody can do anything with a part of it.
func (r Reader) closed() bool {
	return r.Kind.Machines()[0].Ends(r.Doc.Top().State) && !slices.ContainsFunc(r.Offers, func(o dossier.Offer) bool { return o.Reason == "" })
}

// OfferText writes an act.
func (r Reader) OfferText(o dossier.Offer) string { return r.P.T("action." + string(o.Do)) }

// Offer returns the reader's offer of an act on a part; false when the reader has none.
func (r Reader) Offer(do flow.Action, part int) (dossier.Offer, bool) {
	for _, o := range r.Offers {
		if o.Do == do && o.Part == part {
			return o, true
		}
	}
	return dossier.Offer{}, false
}

func (r Reader) cases() *templates.Table {
	if len(r.Cases) == 0 {
		return nil
	}
	t := &templates.Table{Caption: r.P.T("dossier.cases"), Show: true, Columns: []templates.Column{
		{Text: r.P.T("dossier.number"), Kind: templates.ColKey},
		{Text: r.P.T("dossier.case_title"), Kind: templates.ColTitle},
		{Text: r.P.T("dossier.case_unit")},
		{Text: r.P.T("dossier.state")},
	}}
	for _, c := range r.Cases {
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{
			{Text: c.Number}, {Text: c.Title, Href: casefile.Href(c.ID)}, {Text: r.Dir.OrgShort(c.Unit)}, {Text: r.state("case", c.State)},
		}})
	}
	return t
}

// around lists the dossiers that this one belongs to, that belong to it, or that are about the same suggestions.
func (r Reader) around() *templates.Table {
	if len(r.Around) == 0 {
		return nil
	}
	t := &templates.Table{Caption: r.P.T("dossier.around"), Show: true, Columns: []templates.Column{
		{Text: r.P.T("dossier.title"), Kind: templates.ColTitle},
		{Text: r.P.T("dossier.kind")},
		{Text: r.P.T("dossier.state")},
		{Text: r.P.T("dossier.on"), Kind: templates.ColDate},
		{Text: r.P.T("dossier.due"), Kind: templates.ColDate},
	}}
	for _, d := range r.Around {
		t.Rows = append(t.Rows, Row(r.P, d, r.Today, true))
	}
	return t
}

func (r Reader) timeline() []templates.TimeEvent {
	var out []templates.TimeEvent
	for _, e := range slices.Backward(r.Events) {
		out = append(out, templates.TimeEvent{Day: r.P.Day(e.On), Who: r.who(e), What: r.P.T("action." + string(e.Action))})
	}
	return out
}

func (r Reader) who(e suggestion.Event) string {
	if e.Post == 0 {
		return r.P.T("relation.system")
	}
	return r.post(e.Post)
}

// post writes a person with the body that they serve; a deputy whom the reader may not know is 代表.
func (r Reader) post(id int64) string {
	if id == dossier.Unnamed {
		return r.P.T("case.deputy_hidden")
	}
	a, ok := r.Dir.Actor(id)
	if !ok {
		return ""
	}
	return r.P.T("case.person", "name", a.Person.Name, "org", r.Dir.OrgShort(a.Post.Org))
}

// Row is one line of a list of dossiers.
func Row(p *i18n.Printer, d store.DossierRow, today calendar.Day, withKind bool) templates.Row {
	cells := []templates.Cell{{Text: d.Title, Href: Href(d.ID)}}
	if withKind {
		cells = append(cells, templates.Cell{Text: p.T("machine." + d.Kind)})
	}
	cells = append(cells, templates.Cell{Text: p.T("state." + d.Kind + "." + string(d.State))}, templates.Cell{Text: p.Day(d.On)})
	last := templates.Cell{Text: p.Day(d.Due)}
	if d.Due != "" {
		last.Part = templates.DueCell(p, last.Text, Light(d.Due, d.On, today))
	}
	return templates.Row{Cells: append(cells, last)}
}

// PostLabel writes a person as lists of choices do.
func (r Reader) PostLabel(id int64) string { return r.post(id) }
