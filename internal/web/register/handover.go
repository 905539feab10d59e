package register

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// FillHandovers lists the hand-over lists of a session, or for 0 of all, above them those that wait for the reader.
func (l Lister) FillHandovers(p *templates.HandoversPage, session int64, waiting []*handover.List, rows []store.HandoverRow, total int) {
	p.Waiting = l.WaitingLists(waiting)
	values := url.Values{"session": {"all"}}
	p.Said = templates.Filter{Said: l.P.T("lists.handovers_said", "n", total), Clear: "/handover"}
	if session != 0 {
		values.Set("session", strconv.FormatInt(session, 10))
		p.Said.Words = []templates.FilterWord{{Text: l.sessionWord(session), Without: p.Said.Clear}}
	}
	p.Ask, p.Fields = templates.Form{Printer: l.P, Values: values}, []templates.Field{l.choice("session", l.sessions())}
	if total == 0 && session == 0 {
		p.Empty = &templates.Empty{Title: l.P.T("lists.no_handovers"), Text: l.P.T("lists.no_handovers_text")}
	} else if total == 0 {
		p.Empty = &templates.Empty{Title: l.P.T("lists.no_handovers_there"), Next: &templates.Link{Href: p.Said.Clear, Text: l.P.T("lists.all_sessions")}}
	}
	p.Table = templates.Table{Caption: l.P.T("lists.handovers_all"), Show: len(waiting) > 0, Columns: []templates.Column{
		{Text: l.P.T("lists.handover_name"), Kind: templates.ColTitle},
		{Text: l.P.T("lists.handover_on"), Kind: templates.ColDate},
		{Text: l.P.T("report.column.count"), Kind: templates.ColNum},
		{Text: l.P.T("lists.state"), Kind: templates.ColKey},
	}}
	for _, k := range rows {
		title, state := templates.Cell{Text: k.Title, Href: handoverHref(k.ID)}, l.P.T("state.handover."+string(k.State))
		if k.Unreadable {
			title.Href, state = "", l.P.T("lists.handover_unreadable", "state", state)
		}
		p.Table.Rows = append(p.Table.Rows, templates.Row{Cells: []templates.Cell{title, {Text: l.P.LongDay(k.On)}, {Text: strconv.Itoa(k.Cases)}, {Text: state}}})
	}
}

// WaitingLists are the hand-over lists that wait for the reader, on the workbench and above all lists.
func (l Lister) WaitingLists(lists []*handover.List) templates.Table {
	t := templates.Table{Caption: l.P.T("lists.handovers_waiting", "n", len(lists)), Show: true, Columns: []templates.Column{
		{Text: l.P.T("lists.handover_name"), Kind: templates.ColTitle},
		{Text: l.P.T("dossier.task"), Kind: templates.ColKey},
		{Text: l.P.T("lists.handover_on"), Kind: templates.ColDate},
		{Text: l.P.T("report.column.count"), Kind: templates.ColNum},
		{Text: l.P.T("lists.proposed_by"), Kind: templates.ColKey},
	}}
	for _, k := range lists {
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{
			{Text: k.Title, Href: handoverHref(k.ID)}, {Text: l.P.T("task." + k.Task(l.Actor, l.Dir, l.Today))}, {Text: l.P.LongDay(k.On)}, {Text: strconv.Itoa(len(k.Cases))}, {Text: l.Dir.PersonName(k.ProposedBy)},
		}})
	}
	return t
}

func handoverHref(id int64) string { return "/handover/" + strconv.FormatInt(id, 10) }

// FillHandover puts one list into its page: facts, cases, units, and a form for each act that is possible now. The lines are those of the list and, while
// it is prepared, those that may stand on it; ticked are those that the reader has on it.
func (l Lister) FillHandover(p *templates.HandoverPage, k *handover.List, ticked []int64, offers []flow.Offer, lines []store.HandoverLine) {
	p.Action, p.Version = handoverHref(k.ID), strconv.Itoa(k.Version)
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
	on, _ := listed(k.Cases, lines)
	p.Units = l.unitCounts(on)
	if l.handoverActs(p, k, offers, len(lines) > 0); p.Change == nil {
		p.Table = l.handoverTable(l.P.T("lists.handover_cases", "n", len(on)), on)
	} else {
		p.Change.Cases = l.pick(ticked, lines)
	}
}

// pick lists what may stand on a list, with boxes, and first what is ticked.
func (l Lister) pick(ticked []int64, lines []store.HandoverLine) templates.Table {
	on, others := listed(ticked, lines)
	all := append(on, others...)
	t := l.handoverTable(l.P.T("lists.ready_cases"), all)
	t.Select = "case"
	for i, n := range all {
		t.Rows[i].ID, t.Rows[i].On = strconv.FormatInt(n.ID, 10), i < len(on)
		t.Rows[i].Label = l.P.T("lists.numbered", "number", n.Number, "title", n.Title)
	}
	return t
}

// listed parts lines into those of some cases and the others.
func listed(cases []int64, lines []store.HandoverLine) (on, others []store.HandoverLine) {
	for _, n := range lines {
		if slices.Contains(cases, n.ID) {
			on = append(on, n)
		} else {
			others = append(others, n)
		}
	}
	return on, others
}

// handoverTable lists suggestions with the units that they went to, or would. What is to be remarked has a column where there is any.
func (l Lister) handoverTable(caption string, lines []store.HandoverLine) templates.Table {
	t := templates.Table{Caption: caption, Show: true, Ledger: true, Columns: []templates.Column{
		{Text: l.P.T("lists.number"), Kind: templates.ColKey},
		{Text: l.P.T("lists.title"), Kind: templates.ColTitle},
		{Text: l.P.T("lists.who"), Kind: templates.ColKey},
		{Text: l.P.T("case.stream"), Kind: templates.ColKey},
		{Text: l.P.T("lists.unit")},
		{Text: l.P.T("lists.state"), Kind: templates.ColKey},
	}}
	remarks := make([]string, len(lines))
	for i, n := range lines {
		remarks[i] = l.handoverRemark(n)
	}
	remarked := slices.ContainsFunc(remarks, func(r string) bool { return r != "" })
	if remarked {
		t.Columns = append(t.Columns, templates.Column{Text: l.P.T("lists.remark"), Kind: templates.ColProse})
	}
	for i, n := range lines {
		w := n.Then()
		row := templates.Row{Cells: []templates.Cell{
			{Text: w.Number},
			{Text: w.Title, Href: casefile.Href(n.ID)},
			{Text: l.who(n.CaseRow)},
			{Text: l.stream(w.Stream)},
			{Text: l.shares(n.Shares, n.Called)},
			{Text: l.P.T("state.case." + string(n.State))},
		}}
		if remarks[i] != "" {
			row.Cells = append(row.Cells, templates.Cell{Text: remarks[i], Href: casefile.Href(n.ID)})
		} else if remarked {
			row.Cells = append(row.Cells, templates.Cell{})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// handoverRemark says beside a line what has changed since the hand-over, or what to know before it; empty when there is nothing.
func (l Lister) handoverRemark(n store.HandoverLine) string {
	var out []string
	say := func(ok bool, key string, args ...any) {
		if ok {
			out = append(out, l.P.T(key, args...))
		}
	}
	w := n.Then()
	say(n.Unsound, "lists.unsound")
	say(n.Changed, "lists.proposed_anew")
	say(n.Late != "", "lists.proposed_late", "day", n.Late)
	say(w.Number != n.Number, "lists.number_now", "number", n.Number)
	say(w.Stream != n.Stream, "lists.stream_now", "stream", i18n.Key("stream."+string(n.Stream)))
	say(len(n.Now) > 0, "lists.units_now", "units", l.shares(n.Now, ""))
	if len(n.Now) == 0 {
		for _, s := range n.Shares {
			was, is := l.Dir.OrgShortOn(s.Unit, n.Called), l.Dir.OrgShort(s.Unit)
			say(was != is, "lists.unit_called_now", "was", was, "name", is)
		}
	}
	return strings.Join(out, "")
}

// unitCounts counts a list's unit-times by unit and role, in the official order of bodies, with their sums.
func (l Lister) unitCounts(lines []store.HandoverLine) templates.Table {
	roles := []suggestion.Role{suggestion.Sole, suggestion.LeadRole, suggestion.Co, suggestion.Separate}
	type count struct {
		of   org.Org
		name string
		n    [5]int // the last is their sum
	}
	var units []*count
	sum := &count{name: l.P.T("lists.unit_sum")}
	for _, line := range lines {
		for _, s := range line.Shares {
			i := slices.IndexFunc(units, func(u *count) bool { return u.of.ID == s.Unit })
			if i < 0 {
				of, _ := l.Dir.Org(s.Unit)
				i, units = len(units), append(units, &count{of: of, name: l.Dir.OrgShortOn(s.Unit, line.Called)})
			}
			for _, c := range []*count{units[i], sum} {
				c.n[slices.Index(roles, s.Role)]++
				c.n[len(roles)]++
			}
		}
	}
	slices.SortStableFunc(units, func(a, b *count) int {
		return cmp.Or(cmp.Compare(a.of.Position, b.of.Position), cmp.Compare(a.of.ID, b.of.ID))
	})
	t := templates.Table{Caption: l.P.T("lists.unit_counts", "n", len(units)), Show: true, Columns: []templates.Column{{Text: l.P.T("lists.unit"), Kind: templates.ColTitle}}}
	for _, r := range roles {
		t.Columns = append(t.Columns, templates.Column{Text: l.P.T("share." + string(r)), Kind: templates.ColNum})
	}
	t.Columns = append(t.Columns, templates.Column{Text: sum.name, Kind: templates.ColNum})
	if len(units) == 0 {
		return t
	}
	for _, u := range append(units, sum) {
		row := templates.Row{Cells: []templates.Cell{{Text: u.name}}}
		for _, n := range u.n {
			row.Cells = append(row.Cells, templates.Cell{Text: strconv.Itoa(n)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// backwards are the acts that do not take a list on.
var backwards = []flow.Action{"drop_list", "send_back_list", "recall_list"}

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

// shares names units with their roles, as they were called on a day; an empty one is today.
func (l Lister) shares(list []suggestion.Share, day calendar.Day) string {
	var out []string
	for _, s := range list {
		out = append(out, l.P.T("lists.proposed_unit", "unit", l.Dir.OrgShortOn(s.Unit, day), "role", l.P.T("share."+string(s.Role))))
	}
	return l.P.List(out)
}

// handoverActs sorts what is possible into the change form, forms with words, and plain buttons; ready says whether there is something to tick.
func (l Lister) handoverActs(p *templates.HandoverPage, k *handover.List, offers []flow.Offer, ready bool) {
	var propose *templates.ListAct
	var why *templates.Refusal
	var was []string
	for _, id := range k.Cases {
		was = append(was, strconv.FormatInt(id, 10))
	}
	for _, o := range offers {
		act := templates.ListAct{First: !slices.Contains(backwards, o.Do), Do: string(o.Do), Text: l.P.T("action." + string(o.Do)), Hint: l.P.T("action." + string(o.Do) + ".hint")}
		switch {
		case o.Reason == flow.NotInState: // the state of the list stands above
			continue
		case o.Do == "propose_list" && (o.Reason == "" || o.Reason == handover.Unfilled && ready): // in one with the ticks, which may be the first
			propose = &act
			continue
		case o.Do == "propose_list":
			why = &templates.Refusal{Text: act.Text, Reason: l.P.T(o.Reason)}
			continue
		case o.Reason != "":
			p.Not = append(p.Not, templates.Refusal{Text: act.Text, Reason: l.P.T(o.Reason)})
			continue
		case o.Do == "change_list":
			p.Change = &templates.ChangeList{Fields: []templates.Field{
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
		p.Change.Propose, p.Change.Why, p.Change.Was = propose, why, was
	}
	slices.SortStableFunc(p.Acts, func(a, b templates.ListAct) int { return order(a) - order(b) })
}
