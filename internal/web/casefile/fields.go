package casefile

import (
	"net/url"
	"slices"
	"strconv"

	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/form"
	"huiyin/internal/web/templates"
)

// Maker makes the fields of an act's form. The case may be nil for an act that begins one.
type Maker struct {
	Reader
	Do     flow.Action
	Part   int
	Values url.Values       // what was typed: it decides how many rows a list shows
	More   string           // list that shall show another row
	Frozen []templates.Link // runs of scoring that the act does not move
	Cases  []store.CaseRow  // that may be chosen; for a number to be given, the case that got the last one

	Pictured func(hash string) bool // whether a stored file is a picture, by its content
}

// fewOptions are shown as radio buttons; more of them as a list to choose from.
const fewOptions = 6

// Widgets lists the fields of the needs in order.
func (m Maker) Widgets(needs []suggestion.Input) []templates.Widget {
	var out []templates.Widget
	for _, in := range needs {
		if w, ok := m.widget(in); ok {
			out = append(out, w)
		}
	}
	return out
}

func (m Maker) widget(in suggestion.Input) (templates.Widget, bool) {
	f := templates.Field{Name: in.Name, Label: m.Label(m.Do, in.Name), Hint: m.hint(in), Optional: !in.Required, Max: in.Max}
	if slices.Contains(neededLater[m.Do], in.Name) {
		f.Optional = false
	}
	switch in.Kind {
	case "line":
	case "text":
		f.Kind, f.Rows = templates.InputArea, rowsFor(in.Max)
	case "day":
		f.Kind = templates.InputDay
	case "flag":
		f.Kind, f.Options = templates.InputBoxes, []templates.Option{{Value: "yes", Text: m.P.T("case.yes")}}
	case "percent", "number":
		f.Kind = templates.InputNumber
	case "file":
		f.Kind, f.Accept, f.Name = templates.InputFile, Accept, in.Name
	case "files": // of how a promise is kept: as often as not a photograph of the place
		f.Kind, f.Accept, f.Several, f.Camera = templates.InputFile, Accept, true, true
	case "choice", "held", "reasons", "class", "category", "unit", "party", "signer", "delegation":
		m.choose(&f, in)
	case "deputy":
		return templates.Widget{Field: f, Picks: m.deputies()}, true
	case "author":
		return templates.Widget{Field: f, Picks: m.authors()}, true
	case "case":
		return templates.Widget{Field: f, Picks: m.cases()}, true
	default:
		return m.list(in, f)
	}
	return templates.Widget{Field: f}, true
}

// neededLater may be missing while a text is written, but not when it is submitted, or sent for review.
var neededLater = map[flow.Action][]string{
	"write":       {"title", "situation", "requests", "origin", "publish"},
	"draft_reply": {"answers", "class", "contact", "phone", "publish"},
	"write_reply": {"answers", "class", "contact", "phone", "publish"},
}

// Accept lists what may be attached, for the browser's file dialogue. A phone offers its camera only where a kind of picture is named as one.
const Accept = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png,image/jpeg,image/png"

func rowsFor(limit int) int {
	switch {
	case limit > 0 && limit <= 500:
		return 2
	case limit > 0 && limit <= 3000:
		return 4
	}
	return 8
}

func (m Maker) hint(in suggestion.Input) string {
	if last := m.lastNumber(); last != "" && in.Name == "number" {
		return m.P.T("case.last_number", "number", last)
	}
	if m.Do == "write" && in.Name == "publish" {
		if v, ok := m.Pack.PolicyOf(rule.Publication); ok {
			return m.P.T("case.publication_" + v.Value)
		}
	}
	for _, key := range []string{"case.hint_" + string(m.Do) + "_" + in.Name, "case.hint_" + in.Name, "case.hint_kind_" + in.Kind} {
		if m.P.Has(key) {
			return m.P.T(key)
		}
	}
	return ""
}

// choose fills in what a field offers.
func (m Maker) choose(f *templates.Field, in suggestion.Input) {
	f.Kind = templates.InputSelect
	switch in.Kind {
	case "choice":
		for _, code := range in.Options {
			f.Options = append(f.Options, templates.Option{Value: code, Text: m.option(in.Name, code)})
		}
		if len(in.Options) <= fewOptions {
			f.Kind = templates.InputRadio
			return
		}
	case "held":
		f.Kind = templates.InputRadio
		for _, k := range m.Case.Removable(m.Part) {
			f.Options = append(f.Options, templates.Option{Value: k.Hash, Text: k.Name, Hint: Size(k.Size)})
		}
		return
	case "reasons":
		f.Kind = templates.InputBoxes
		for _, code := range in.Options {
			f.Options = append(f.Options, templates.Option{Value: code, Text: m.option(in.Name, code)})
		}
		return
	case "class":
		f.Kind, f.Options = templates.InputRadio, m.classes()
		return
	case "category":
		f.Options = m.categories()
	case "delegation":
		for _, o := range m.Dir.Orgs {
			if o.Kind == org.Delegation && o.Ended == "" {
				f.Options = append(f.Options, templates.Option{Value: id(o.ID), Text: o.Name})
			}
		}
	case "unit":
		f.Options = m.units()
	case "party":
		f.Options = m.live()
	case "signer":
		f.Options = m.signers()
	}
	f.Options = append([]templates.Option{{Text: m.P.T("case.choose")}}, f.Options...)
}

// classes offers the pack's classes with their definitions and what each needs.
func (m Maker) classes() []templates.Option {
	var out []templates.Option
	for _, k := range m.Pack.Scheme.Classes {
		o := templates.Option{Value: k.Code, Text: m.class(k.Code), Hint: k.Definition}
		switch {
		case k.NeedsCommitment:
			o.Hint += m.P.T("case.needs_promise")
		case k.NeedsReason:
			o.Hint += m.P.T("case.needs_reason")
		}
		out = append(out, o)
	}
	return out
}

func (m Maker) categories() []templates.Option {
	var out []templates.Option
	parents := map[int64]bool{}
	for _, k := range m.Dir.Categories {
		parents[k.Parent] = true
	}
	for _, k := range m.Dir.Categories {
		if k.Ended == "" && !parents[k.ID] {
			out = append(out, templates.Option{Value: id(k.ID), Text: CategoryName(m.Dir.Category, k.ID)})
		}
	}
	return out
}

func id(n int64) string { return strconv.FormatInt(n, 10) }

func (m Maker) units() []templates.Option {
	var out []templates.Option
	for _, o := range m.Dir.Orgs {
		if o.Handles() && (o.Ended == "" || m.Do == "propose_correction") { // one that is no more may have handled it
			out = append(out, templates.Option{Value: id(o.ID), Text: o.Name})
		}
	}
	return out
}

func (m Maker) live() []templates.Option {
	var out []templates.Option
	for _, a := range m.Case.Live() {
		text := m.P.T("case.unit_as", "unit", m.Dir.OrgName(a.Unit), "role", i18n.Key("share."+string(a.Role)))
		out = append(out, templates.Option{Value: id(a.Unit), Text: text})
	}
	return out
}

func (m Maker) signers() []templates.Option {
	var out []templates.Option
	if a := m.Case.Assignment(m.Part); a != nil {
		for _, post := range m.Case.PaperFrom(m.Pack, a) {
			out = append(out, templates.Option{Value: id(post), Text: m.post(post)})
		}
	}
	return out
}

func (m Maker) deputies() []templates.Option {
	var out []templates.Option
	for _, p := range m.Dir.Posts {
		if p.Role == org.Deputy && p.To == "" && (p.Mandate == org.Active || p.Mandate == org.Absent) {
			out = append(out, templates.Option{Value: id(p.ID), Text: m.post(p.ID)})
		}
	}
	return out
}

// authors offers the deputies of all terms.
func (m Maker) authors() []templates.Option {
	var out []templates.Option
	for _, p := range m.Dir.Posts {
		if p.Role == org.Deputy {
			out = append(out, templates.Option{Value: id(p.ID), Text: m.AuthorLabel(p.ID)})
		}
	}
	return out
}

func (m Maker) cases() []templates.Option {
	var out []templates.Option
	for _, c := range m.Cases {
		if m.Case == nil || c.ID != m.Case.ID {
			out = append(out, templates.Option{Value: id(c.ID), Text: m.chosen(c)})
		}
	}
	return out
}

// chosen is the text by which a case is chosen: its number and title, before it has one its title and lead deputy.
func (m Maker) chosen(c store.CaseRow) string {
	if c.Number == "" {
		return m.P.T("case.chosen_unnumbered", "title", c.Title, "lead", m.PostLabel(c.Lead))
	}
	return c.Number + " " + c.Title
}

// Offered finds a case that the form offers, by the text that it is chosen by or by its title, where only one bears it.
func (m Maker) Offered(text string) (found int64, ok bool) {
	for _, c := range m.Cases {
		switch {
		case m.Case != nil && c.ID == m.Case.ID || text != m.chosen(c) && text != c.Title:
		case found != 0:
			return 0, false
		default:
			found = c.ID
		}
	}
	return found, found != 0
}

// rows tells how many rows a list shows: what is filled in, at least some, one more when asked for.
func (m Maker) rows(list string, least, spare int) int {
	n := max(form.Rows(m.Values, list), len(m.Values[list]))
	if m.More == list {
		return n + spare
	}
	return max(n, least)
}
