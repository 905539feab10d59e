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

// correcting asks only for what the field needs that is corrected; the others are one click away.
func (m Maker) correcting(p *templates.ActPage) {
	field := m.Values.Get("field")
	needs := suggestion.Correctable[0]
	for _, k := range suggestion.Correctable {
		if k.Field == field {
			needs = k
		}
	}
	for _, k := range suggestion.Correctable {
		q := url.Values{"part": {strconv.Itoa(m.Part)}, "field": {k.Field}}
		p.Tabs = append(p.Tabs, templates.NavItem{Href: p.Action + "?" + q.Encode(), Text: m.option("field", k.Field), Current: k.Field == needs.Field})
	}
	p.Hidden = append(p.Hidden, templates.Pair{Name: "field", Value: needs.Field})
	p.Fields = slices.DeleteFunc(p.Fields, func(w templates.Widget) bool {
		return w.Field.Name != "why" && !slices.Contains(needs.Inputs, w.Field.Name)
	})
	for i := range p.Fields {
		switch f := &p.Fields[i].Field; {
		case f.Name == "to":
			f.Optional, f.Label = false, m.P.T("case.right", "what", m.option("field", needs.Field))
			if needs.Field != "number" {
				f.Kind = templates.InputDay
			}
		case f.Name == "stream" && needs.Field == "submitted_on":
			f.Hint = m.P.T("case.hint_correct_stream")
		default:
			f.Optional = false
		}
	}
	if now := m.corrected(needs.Field, m.standingValue(needs.Field)); now != "" {
		p.Context = append(p.Context, templates.Fact{Term: m.P.T("case.from"), Value: now})
	}
}

// standingValue is what the record says now.
func (m Maker) standingValue(field string) string {
	c := m.Case
	return map[string]string{
		"number": c.Number, "stream": string(c.Stream), "category": id(c.Category), "delegation": id(c.Delegation),
		"submitted_on": string(c.SubmittedOn), "accepted_on": string(c.AcceptedOn), "assigned_on": string(c.AssignedOn),
	}[field]
}

// correction tells what a correction changes, for whoever decides.
func (m Maker) correction(k *suggestion.Correction) []templates.Fact {
	out := m.fact(nil, "input.field", m.option("field", k.Field))
	if k.Field == "roles" {
		out = m.fact(out, "case.from", m.roles(k.Was))
		return m.fact(m.fact(out, "input.to", m.roles(k.Roles)), "input.why", k.Why)
	}
	out = m.fact(out, "case.from", m.corrected(k.Field, k.From))
	out = m.fact(out, "input.to", m.corrected(k.Field, k.To))
	if k.Stream != "" {
		out = m.fact(out, "case.stream", m.P.T("stream."+string(k.Stream)))
	}
	return m.fact(out, "input.why", k.Why)
}

func (m Maker) roles(list []suggestion.Share) string {
	var lines []string
	for _, s := range list {
		lines = append(lines, m.P.T("share."+string(s.Role))+m.P.T("case.colon")+m.Dir.OrgName(s.Unit))
	}
	return strings.Join(lines, "\n")
}

func (m Maker) corrected(field, v string) string {
	switch field {
	case "category":
		n, _ := strconv.ParseInt(v, 10, 64)
		return CategoryName(m.Dir.Category, n)
	case "delegation":
		n, _ := strconv.ParseInt(v, 10, 64)
		return m.Dir.OrgName(n)
	case "stream":
		if v == "" {
			return ""
		}
		return m.P.T("stream." + v)
	case "number":
		return v
	}
	return m.P.Day(calendar.Day(v))
}
