package casefile

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// correcting asks only for what the entry needs that is corrected; the others are one click away.
func (m Maker) correcting(p *templates.ActPage) {
	list := m.Case.Correctable()
	needs := list[0] // the act is not offered where nothing can be corrected
	for _, k := range list {
		if k.Field == m.Values.Get("field") {
			needs = k
		}
	}
	for _, k := range list {
		q := url.Values{"part": {strconv.Itoa(m.Part)}, "field": {k.Field}}
		p.Tabs = append(p.Tabs, templates.NavItem{Href: p.Action + "?" + q.Encode(), Text: m.option("field", k.Field), Current: k.Field == needs.Field})
	}
	p.Hidden = append(p.Hidden, templates.Pair{Name: "field", Value: needs.Field})
	asked := p.Fields
	p.Fields = nil
	for _, name := range m.correctingWith(needs) {
		i := slices.IndexFunc(asked, func(w templates.Widget) bool { return w.Field.Name == name })
		w := asked[i]
		m.correcter(&w.Field, needs)
		p.Fields = append(p.Fields, w)
	}
	p.Context = append(p.Context, m.onRecord(needs)...)
}

// correctingWith names the inputs of a correction in the order of the page: whose entry, what is right, why, and which paper tells it.
func (m Maker) correctingWith(k suggestion.Correctable) []string {
	var out []string
	if k.OfUnit && (k.Field == "unit" || len(m.Case.Answering()) != 1) {
		out = append(out, "party")
	}
	for _, name := range k.Inputs {
		if name != "party" {
			out = append(out, name)
		}
	}
	out = append(out, "why")
	if m.Case.History {
		out = append(out, "source")
	}
	return out
}

// correcter fits a field of the form to what is corrected.
func (m Maker) correcter(f *templates.Field, k suggestion.Correctable) {
	switch f.Name {
	case "to":
		f.Optional, f.Label = false, m.P.T("case.right", "what", m.option("field", k.Field))
		if k.Field != "number" {
			f.Kind = templates.InputDay
		}
	case "stream":
		if k.Field == "submitted_on" {
			f.Hint = m.P.T("case.hint_correct_stream")
			return
		}
		f.Optional = false
	case "party":
		f.Optional = m.Case.History && k.Field != "unit"
		if f.Optional {
			f.Options[0].Text = m.P.T("case.as_told")
		}
	case "rating":
		f.Optional = false
		if !m.Case.History { // a slip on paper tells a rating
			f.Options = slices.DeleteFunc(f.Options, func(o templates.Option) bool { return o.Value == "none" })
		}
	case "source":
		f.Optional = m.saysSomething(k)
	default:
		f.Optional = false
	}
}

func (m Maker) saysSomething(k suggestion.Correctable) bool {
	return !slices.ContainsFunc(m.holders(k), func(unit int64) bool { return k.Now(m.Case, unit) == "" })
}

// holders are the units whose entries a correction may mean; 0 is the case as a whole.
func (m Maker) holders(k suggestion.Correctable) []int64 {
	if !k.OfUnit {
		return []int64{0}
	}
	list := m.Case.Answering()
	if k.Field == "unit" {
		list = m.Case.Live()
	}
	var out []int64
	for _, a := range list {
		out = append(out, a.Unit)
	}
	if m.Case.History && len(list) != 1 && k.Field != "unit" {
		out = append(out, 0)
	}
	return out
}

// onRecord is what the record says now.
func (m Maker) onRecord(k suggestion.Correctable) []templates.Fact {
	if k.Field == "roles" {
		return m.fact(nil, "case.from", m.roles(m.Case.Live()))
	}
	var out []templates.Fact
	units := m.holders(k)
	for _, unit := range units {
		term := m.P.T("case.from")
		switch {
		case k.Field == "unit" || len(units) == 1:
		case unit == 0:
			term = m.P.T("case.as_told")
		default:
			term = m.Dir.OrgShort(unit)
		}
		out = append(out, templates.Fact{Term: term, Value: m.corrected(k.Field, k.Now(m.Case, unit))})
	}
	return out
}

// correction tells what a correction changes, for whoever decides and for the history of the case.
func (r Reader) correction(k *suggestion.Correction) []templates.Fact {
	out := r.fact(nil, "input.field", r.option("field", k.Field))
	from, to := r.beforeAfter(k)
	out = append(out, templates.Fact{Term: r.P.T("case.from"), Value: from}, templates.Fact{Term: r.P.T("input.to"), Value: to})
	return append(out, r.grounds(k)...)
}

// grounds tells of a correction what does not stand in the line that names it: see inWords.
func (r Reader) grounds(k *suggestion.Correction) []templates.Fact {
	var out []templates.Fact
	if a := r.Case.Assignment(k.Share); a != nil && k.Field != "unit" {
		out = r.fact(out, "input.propose_correction.party", r.Dir.OrgName(a.Unit))
	}
	if k.Stream != "" {
		out = r.fact(out, "case.stream", r.P.T("stream."+string(k.Stream)))
	}
	out = r.fact(out, "input.propose_correction.source", k.Source)
	return r.fact(out, "input.why", k.Why)
}

func (r Reader) beforeAfter(k *suggestion.Correction) (from, to string) {
	if k.Field == "roles" {
		return r.shared(k.Was), r.shared(k.Roles)
	}
	return r.corrected(k.Field, k.From), r.corrected(k.Field, k.To)
}

// inWords says in one line what a correction changes.
func (r Reader) inWords(k *suggestion.Correction) string {
	from, to := r.beforeAfter(k)
	line := func(s string) string { return strings.ReplaceAll(s, "\n", r.P.T("list.separator")) }
	return r.P.T("case.corrected_as", "what", r.option("field", k.Field), "from", line(from), "to", line(to))
}

// movedBy lists the limits that approving the correction moves.
func (m Maker) movedBy(k *suggestion.Correction) []templates.Fact {
	var out []templates.Fact
	for _, d := range suggestion.MovedByCorrection(m.Case, k.No, m.Env) {
		key := "case.limit_moves"
		switch {
		case d.Was.Due == "":
			key = "case.limit_begins"
		case d.Now.Void:
			key = "case.limit_ends"
		}
		was, now := d.Was.Due, d.Now.Due
		if d.Now.Was != d.Was.Was { // an extension stays: the date it was granted from moves
			was, now = d.Was.Was, d.Now.Was
		}
		out = append(out, templates.Fact{Term: m.clockName(&d.Now), Value: m.P.T(key, "was", was, "now", now)})
	}
	return out
}

// corrections are those that were carried out, newest first.
func (r Reader) corrections() []templates.TimeEvent {
	var out []templates.TimeEvent
	for _, e := range slices.Backward(r.Events) {
		if e.Action == "correct" {
			out = append(out, templates.TimeEvent{Day: r.day(e), Who: r.Who(e), What: r.What(e), Details: r.details(e)})
		}
	}
	return out
}

// correctionOf is the correction that an entry of the log proposes or decides; nil when it is about something else.
func (r Reader) correctionOf(e suggestion.Event) *suggestion.Correction {
	n := 0
	if e.Action == "propose_correction" { // the parts are numbered in the order of their proposals
		for _, o := range r.Events {
			if o.Action == e.Action && o.Seq < e.Seq {
				n++
			}
		}
		if n < len(r.Case.Corrections) {
			return r.Case.Corrections[n]
		}
		return nil
	}
	if i := slices.IndexFunc(r.Case.Corrections, func(k *suggestion.Correction) bool { return k.No == e.Part && e.Machine == "correction" }); i >= 0 {
		return r.Case.Corrections[i]
	}
	return nil
}

func (r Reader) roles(list []*suggestion.Assignment) string {
	var out []suggestion.Share
	for _, a := range list {
		out = append(out, a.Share)
	}
	return r.shared(out)
}

func (r Reader) shared(list []suggestion.Share) string {
	var lines []string
	for _, s := range list {
		lines = append(lines, r.P.T("share."+string(s.Role))+r.P.T("case.colon")+r.Dir.OrgName(s.Unit))
	}
	return strings.Join(lines, "\n")
}

// corrected writes an entry of the record in words.
func (r Reader) corrected(field, v string) string {
	n, _ := strconv.ParseInt(v, 10, 64)
	switch {
	case v == "" || (field == "category" || field == "delegation") && n == 0:
		return r.P.T("case.untold")
	case field == "lead":
		return r.AuthorLabel(n)
	case field == "category":
		return CategoryName(r.Dir.Category, n)
	case field == "delegation" || field == "unit":
		return r.Dir.OrgName(n)
	case field == "stream":
		return r.P.T("stream." + v)
	case field == "class":
		return r.class(v)
	case field == "attitude" || field == "result":
		return r.option("rating", v)
	case field == "at_meeting" || field == "excellent":
		return r.option("yes", v)
	case field == "key_level":
		return r.option("key", v)
	case field == "number" || field == "title":
		return v
	}
	return r.P.Day(calendar.Day(v))
}
