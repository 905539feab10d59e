package register

import (
	"strconv"
	"strings"

	"huiyin/internal/document"
	"huiyin/internal/dossier"
	"huiyin/internal/store"
	"huiyin/internal/supervision"
)

// KeyPaper lays the proposed key suggestions out for the chairman's meeting that decides on them: what is proposed, who would head, do and
// handle it, and what the units and whoever else was asked say (提请主任会议审议).
func (l Lister) KeyPaper(keys []*supervision.Key, cases map[int64]store.CaseRow) document.Paper {
	p := document.Paper{Wide: true, Heading: l.P.T("key_paper.heading"), Note: l.P.T("key_paper.note", "session", l.SessionName(l.Session.ID), "n", len(keys), "day", l.P.LongDay(l.Today))}
	t := &document.Table{Columns: []document.Column{
		{Text: l.P.T("papers.no"), Share: 2, Num: true},
		{Text: l.P.T("key_paper.topic"), Share: 9},
		{Text: l.P.T("key_paper.why"), Share: 8},
		{Text: l.P.T("key_paper.who"), Share: 9},
		{Text: l.P.T("key_paper.units"), Share: 6},
		{Text: l.P.T("key_paper.views"), Share: 14},
	}}
	for i, k := range keys {
		var topic, units []string
		topic = append(topic, k.Title)
		for _, id := range k.Cases {
			if c, ok := cases[id]; ok {
				topic = append(topic, l.P.T("key_paper.case", "number", c.Number, "title", c.Title))
			}
		}
		for _, u := range k.Units {
			units = append(units, l.Dir.OrgShort(u))
		}
		t.Rows = append(t.Rows, []document.Span{
			{Text: strconv.Itoa(i + 1)}, {Text: strings.Join(topic, "\n")}, {Text: l.grounds(k)}, {Text: l.trio(k)}, {Text: l.P.List(units)}, {Text: l.views(k)},
		})
	}
	p.Blocks = []document.Block{{Table: t}}
	return p
}

// grounds are the criteria by which an item was nominated, and what was said of it.
func (l Lister) grounds(k *supervision.Key) string {
	var out []string
	for _, c := range k.Criteria {
		out = append(out, l.P.Option("criteria", c))
	}
	text := l.P.List(out)
	if k.Reason != "" {
		text += "\n" + k.Reason
	}
	return text
}

// trio names the level, and who would head, do and handle.
func (l Lister) trio(k *supervision.Key) string {
	out := []string{l.P.Option("key_level", k.Level)}
	add := func(key, name string) {
		if name != "" {
			out = append(out, l.P.T("key_paper.role", "role", l.P.T(key), "name", name))
		}
	}
	add("fact.key.leader", l.Dir.PostName(k.Leader))
	add("input.gov_leader", l.Dir.PostName(k.GovLeader))
	add("fact.key.special", l.Dir.OrgShort(k.Special))
	return strings.Join(out, "\n")
}

// deputy names a deputy, but one whom the reader may not know.
func (l Lister) deputy(post int64) string {
	if post == dossier.Unnamed {
		return l.P.T("case.deputy_hidden")
	}
	return l.Dir.PostName(post)
}

// views says what everybody who was asked holds, since when and until when.
func (l Lister) views(k *supervision.Key) string {
	if len(k.Views) == 0 {
		return l.P.T("key_paper.nobody_asked")
	}
	var out []string
	for _, v := range k.Views {
		name, key, day := l.Dir.OrgShort(v.Body), "key_paper.view_"+string(v.State), v.Until
		if v.Deputy != 0 {
			name = l.deputy(v.Deputy)
		}
		stand := ""
		if v.State == supervision.ViewGiven {
			stand, day = l.P.Option("view_stand", v.Stand), v.On
			if v.Text != "" {
				key += "_text"
			}
		}
		out = append(out, l.P.T(key, "who", name, "stand", stand, "text", v.Text, "asked", v.AskedOn, "day", day))
	}
	return strings.Join(out, "\n")
}
