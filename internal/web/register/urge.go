package register

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/document"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
)

// isUrged reports whether a remark urges, and whether the reader is one between whom that stays.
func isUrged(r casefile.Reader, part int) bool {
	list := r.Case.Remarks
	if part < 1 || part > len(list) || list[part-1].Kind != "urge" {
		return false
	}
	switch r.Actor.Post.Role {
	case org.Deputy, org.DelegationAide, org.CountyClerk:
		return false
	}
	unit, own := list[part-1].Unit, Own(r.Actor)
	return own == 0 || unit == 0 || unit == own
}

// urgingLetter is the letter by which a unit, or all units of a case, are urged (催办函). It is between the bodies that urge and
// the units: a unit reads only its own, deputies none.
func urgingLetter(r casefile.Reader, part int) document.Paper {
	c := r.Case
	k := c.Remarks[part-1]
	by, _ := r.Dir.Actor(k.By)
	from := r.Dir.OrgName(by.Post.Org)
	p := document.Paper{
		Letter: true, Mark: from, Heading: r.P.T("document.urge_head", "number", c.Number),
		To: r.P.T("document.to_units", "units", r.P.List(urged(r, k))), Sign: []string{from, r.P.LongDay(k.On)},
	}
	if due := dueOf(c, k); due != "" && c.AssignedOn != "" {
		p.Blocks = texts(r.P.T("document.urge_opens", "title", c.Text.Title, "number", c.Number, "assigned", r.P.LongDay(c.AssignedOn), "due", r.P.LongDay(due)))
	} else {
		p.Blocks = texts(r.P.T("document.urge_opens_plain", "title", c.Text.Title, "number", c.Number))
	}
	p.Blocks = append(p.Blocks, texts(k.Text)...)
	p.Blocks = append(p.Blocks, document.Text(r.P.T("document.urge_closes")))
	return p
}

// urged names the units that a letter is addressed to.
func urged(r casefile.Reader, k suggestion.Remark) []string {
	if k.Unit != 0 {
		return []string{r.Dir.OrgName(k.Unit)}
	}
	var out []string
	for _, a := range r.Case.Live() {
		if name := r.Dir.OrgName(a.Unit); !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// dueOf is the day by which those urged must answer the deputy: of their own share, or the first of all.
func dueOf(c *suggestion.Case, k suggestion.Remark) calendar.Day {
	due := calendar.Day("")
	for _, t := range c.Clocks {
		a := c.Assignment(t.Part)
		if t.Name != "reply" && t.Name != "redo" || a == nil || t.Start > k.On || k.Unit != 0 && a.Unit != k.Unit {
			continue
		}
		if due == "" || t.Due < due {
			due = t.Due
		}
	}
	return due
}
