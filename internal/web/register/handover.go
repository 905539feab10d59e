package register

import (
	"slices"
	"strconv"

	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// FillHandovers lists the hand-over lists of a session.
func (l Lister) FillHandovers(p *templates.HandoversPage, lists []*handover.List) {
	p.Table = templates.Table{Caption: p.Title, Columns: []templates.Column{
		{Text: l.P.T("lists.handover_name"), Kind: templates.ColTitle},
		{Text: l.P.T("lists.handover_on"), Kind: templates.ColDate},
		{Text: l.P.T("report.column.count"), Kind: templates.ColNum},
		{Text: l.P.T("lists.state"), Kind: templates.ColKey},
	}}
	for _, k := range lists {
		p.Table.Rows = append(p.Table.Rows, templates.Row{Cells: []templates.Cell{
			{Text: k.Title, Href: "/handover/" + strconv.FormatInt(k.ID, 10)}, {Text: l.P.Day(k.On)}, {Text: strconv.Itoa(len(k.Cases))}, {Text: l.P.T("state.handover." + string(k.State))},
		}})
	}
}

// FillHandover puts one list into its page: facts, cases, and a form for each act that is possible now.
func (l Lister) FillHandover(p *templates.HandoverPage, k *handover.List, offers []flow.Offer, rows, ready []store.CaseRow, shares map[int64][]suggestion.Share) {
	p.Action, p.Version = "/handover/"+strconv.FormatInt(k.ID, 10), strconv.Itoa(k.Version)
	p.Facts = []templates.Fact{
		{Term: l.P.T("lists.state"), Value: l.P.T("state.handover." + string(k.State))},
		{Term: l.P.T("lists.handover_on"), Value: l.P.LongDay(k.On)},
		{Term: l.P.T("input.meeting"), Value: l.P.T("lists.yes_" + strconv.FormatBool(k.Meeting))},
	}
	for _, f := range [][2]string{{"lists.proposed_by", l.Dir.PersonName(k.ProposedBy)}, {"lists.approved_by", l.Dir.PersonName(k.ApprovedBy)}, {"lists.sent_back", k.Note}} {
		if f[1] != "" {
			p.Facts = append(p.Facts, templates.Fact{Term: l.P.T(f[0]), Value: f[1]})
		}
	}
	if k.Minutes != "" {
		p.Facts = append(p.Facts, templates.Fact{Term: l.P.T("input.attendance"), Value: k.Attendance}, templates.Fact{Term: l.P.T("input.minutes"), Value: k.Minutes})
	}
	p.Table = l.handoverTable(l.P.T("lists.handover_cases", "n", len(rows)), rows, shares)
	for _, r := range rows {
		if !slices.ContainsFunc(ready, func(o store.CaseRow) bool { return o.ID == r.ID }) {
			ready = append(ready, r)
		}
	}
	pick := l.handoverTable(l.P.T("lists.ready_cases"), ready, shares)
	pick.Select = "case"
	for i, r := range ready {
		pick.Rows[i].ID, pick.Rows[i].On = strconv.FormatInt(r.ID, 10), slices.Contains(k.Cases, r.ID)
		pick.Rows[i].Label = l.P.T("lists.numbered", "number", r.Number, "title", r.Title)
	}
	l.handoverActs(p, k, offers, pick)
}

// handoverTable lists cases with the units that they go to, or would.
func (l Lister) handoverTable(caption string, rows []store.CaseRow, shares map[int64][]suggestion.Share) templates.Table {
	t := templates.Table{Caption: caption, Show: true, Ledger: true, Columns: []templates.Column{
		{Text: l.P.T("lists.number"), Kind: templates.ColKey}, {Text: l.P.T("lists.title"), Kind: templates.ColTitle}, {Text: l.P.T("lists.who"), Kind: templates.ColKey}, {Text: l.P.T("lists.unit")}, {Text: l.P.T("lists.state"), Kind: templates.ColKey},
	}}
	for _, r := range rows {
		n := l.Line(r)
		if list := shares[r.ID]; len(list) > 0 {
			n.Unit = l.shares(list)
		}
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: n.Number}, {Text: n.Title, Href: casefile.Href(r.ID)}, {Text: n.Who}, {Text: n.Unit}, {Text: n.State}}})
	}
	return t
}

// order puts what most people do next first, and giving the list up last.
func order(a templates.ListAct) int {
	switch {
	case a.First:
		return 0
	case a.Do == "drop_list":
		return 2
	}
	return 1
}

// shares names the units that have a case or are proposed for it, with their roles.
func (l Lister) shares(list []suggestion.Share) string {
	var out []string
	for _, s := range list {
		out = append(out, l.P.T("lists.proposed_unit", "unit", l.Dir.OrgShort(s.Unit), "role", l.P.T("share."+string(s.Role))))
	}
	return l.P.List(out)
}

// handoverActs sorts what is possible into the change form, forms with words, and plain buttons.
func (l Lister) handoverActs(p *templates.HandoverPage, k *handover.List, offers []flow.Offer, pick templates.Table) {
	var propose *templates.ListAct
	for _, o := range offers {
		act := templates.ListAct{First: o.Do != "drop_list" && o.Do != "send_back_list", Do: string(o.Do), Text: l.P.T("action." + string(o.Do)), Hint: l.P.T("action." + string(o.Do) + ".hint")}
		switch {
		case o.Reason == flow.NotInState: // the state of the list stands above
			continue
		case o.Do == "propose_list": // in one with the ticks; what stands in its way is said when it is pressed
			propose = &act
			continue
		case o.Reason != "":
			p.Not = append(p.Not, templates.Refusal{Text: act.Text, Reason: l.P.T(o.Reason)})
			continue
		case o.Do == "change_list":
			p.Change = &templates.ChangeList{Cases: pick, Fields: []templates.Field{
				{Name: "title", Label: l.P.T("lists.handover_name"), Max: 100},
				{Name: "on", Label: l.P.T("lists.handover_on"), Kind: templates.InputDay, Hint: l.P.T("lists.handover_on_hint")},
				{Name: "meeting", Label: l.P.T("lists.handover_way"), Kind: templates.InputBoxes, Options: []templates.Option{{Value: "yes", Text: l.P.T("input.meeting")}}},
			}}
			continue
		case o.Do == "approve_list":
			act.Hint = l.P.T("lists.hands_over_on", "day", l.P.LongDay(k.HandsOverOn(l.Today)), "hint", act.Hint)
		case o.Do == "send_back_list":
			act.Fields = []templates.Field{{Name: "note", Label: l.P.T("lists.sent_back"), Kind: templates.InputArea, Max: 1000}}
		case o.Do == "record_meeting":
			act.Fields = []templates.Field{{Name: "attendance", Label: l.P.T("input.attendance"), Kind: templates.InputArea, Max: 5000}, {Name: "minutes", Label: l.P.T("input.minutes"), Kind: templates.InputArea, Rows: 8, Max: 10000}}
		}
		p.Acts = append(p.Acts, act)
	}
	if p.Change != nil {
		p.Change.Propose = propose
	}
	slices.SortStableFunc(p.Acts, func(a, b templates.ListAct) int { return order(a) - order(b) })
}
