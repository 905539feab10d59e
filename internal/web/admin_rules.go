package web

import (
	"net/http"
	"slices"
	"strconv"

	"huiyin/internal/answer"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/roster"
	"huiyin/internal/rule"
	"huiyin/internal/web/templates"
)

// adminPacks lists the rule packs and says which is in force.
func (s *Server) adminPacks(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	sheet, err := s.Registry.Open(r.Context(), v.Session.Who, roster.Packs, 0)
	if err != nil {
		return err
	}
	book, err := s.Registry.Packs(v.Session.Who)
	if err != nil {
		return err
	}
	p := templates.AdminPage{Page: s.page(w, r, v.T("app.nav_admin_packs")), Intro: v.T("admin.packs_text")}
	home := recordPath(roster.Packs, sheet.Entry.ID)
	p.Acts = []templates.Link{{Href: home + "/choose_pack", Text: v.T("action.choose_pack")}}
	if sheet.Facts.Highest {
		p.Acts = append(p.Acts, templates.Link{Href: home + "/import_pack", Text: v.T("action.import_pack")})
	}
	t := templates.Table{Caption: p.Title, Columns: []templates.Column{
		{Text: v.T("machine.pack"), Kind: templates.ColTitle},
		{Text: v.T("admin.version"), Kind: templates.ColNum},
		{Text: v.T("admin.valid_from"), Kind: templates.ColDate},
		{Text: v.T("admin.standing")},
	}}
	for _, id := range book.IDs() {
		k, _ := book.Latest(id)
		now := "—"
		if id == sheet.Congress.Pack {
			now = v.T("state.pack.in_force")
		}
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: answer.PackName(v.Printer, k), Href: "/admin/packs/" + id}, {Text: strconv.Itoa(k.Version)}, {Text: v.LongDay(k.ValidFrom)}, {Text: now}}})
	}
	p.Blocks = []templates.AdminBlock{{Table: &t}, history(v, sheet)}
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

// adminPack shows every parameter of a pack with its source, and which are our defaults.
func (s *Server) adminPack(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	book, err := s.Registry.Packs(v.Session.Who)
	if err != nil {
		return err
	}
	k, ok := book.Latest(r.PathValue("pack"))
	if n, err := strconv.Atoi(r.URL.Query().Get("version")); err == nil {
		k, ok = book.At(r.PathValue("pack"), n)
	}
	if !ok {
		return errMissing
	}
	p := templates.AdminPage{
		Page: s.page(w, r, answer.PackName(v.Printer, k), templates.Link{Href: "/admin/packs", Text: v.T("app.nav_admin_packs")}), Blocks: packBlocks(v, k),
	}
	if k.Version > 1 {
		p.Acts = []templates.Link{{Href: "/admin/packs/" + k.ID + "?version=" + strconv.Itoa(k.Version-1), Text: v.T("admin.version_before")}}
	}
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

// packBlocks writes a pack: what it rests on, its limits, its settings, its classes.
func packBlocks(v *Visit, k *rule.Pack) []templates.AdminBlock {
	return []templates.AdminBlock{
		{Text: k.Note, Facts: []templates.Fact{
			{Term: v.T("machine.pack"), Value: answer.PackName(v.Printer, k) + " · " + v.T("admin.pack_version", "n", k.Version)},
			{Term: v.T("admin.valid_from"), Value: v.LongDay(k.ValidFrom)},
			{Term: v.T("admin.rests_on"), Value: v.List(k.Basis)},
		}},
		{Title: v.T("admin.limits"), Table: clockTable(v, k)},
		{Title: v.T("admin.settings"), Table: policyTable(v, k)},
		{Title: v.T("admin.classes"), Table: classTable(v, k)},
	}
}

func ours(v *Visit, d bool) string {
	if d {
		return v.T("rule.doc.ours")
	}
	return v.T("rule.doc.law")
}

func clockTable(v *Visit, k *rule.Pack) *templates.Table {
	t := &templates.Table{Caption: v.T("admin.limits"), Columns: []templates.Column{
		{Text: v.T("rule.doc.limit")},
		{Text: v.T("rule.doc.term"), Kind: templates.ColKey},
		{Text: v.T("rule.doc.start")},
		{Text: v.T("rule.doc.source")},
		{Text: v.T("rule.doc.kind")},
	}}
	for _, name := range rule.Clocks {
		found := false
		for _, c := range k.Clocks {
			if c.Clock != name {
				continue
			}
			found = true
			label := v.T("rule.clock." + string(name))
			if c.Stream != "" {
				label = v.T("rule.stream."+string(c.Stream)) + label
			}
			t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: label}, {Text: v.Term(c.Term)}, {Text: v.T("rule.start." + string(c.Start))}, {Text: orDash(c.Source)}, {Text: ours(v, c.Default)}}})
		}
		if !found {
			t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: v.T("rule.clock." + string(name))}, {Text: v.T("admin.absent")}, {Text: "—"}, {Text: "—"}, {Text: "—"}}})
		}
	}
	return t
}

func policyTable(v *Visit, k *rule.Pack) *templates.Table {
	t := &templates.Table{Caption: v.T("admin.settings"), Columns: []templates.Column{{Text: v.T("rule.doc.policy")}, {Text: v.T("rule.doc.value")}, {Text: v.T("rule.doc.source")}, {Text: v.T("rule.doc.kind")}}}
	for _, name := range append(append([]rule.Policy{}, rule.Required...), rule.Optional...) {
		if x, ok := k.Policies[name]; ok {
			t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: rule.Label(name, v.Printer)}, {Text: policyValue(v, name, x.Value)}, {Text: orDash(x.Source)}, {Text: ours(v, x.Default)}}})
		}
	}
	return t
}

func policyValue(v *Visit, name rule.Policy, value string) string {
	if key := "rule.value." + string(name) + "." + value; v.Has(key) {
		return v.T(key)
	}
	if term, err := calendar.ParseTerm(value); err == nil {
		return v.Term(term)
	}
	return value
}

func classTable(v *Visit, k *rule.Pack) *templates.Table {
	t := &templates.Table{Caption: v.T("admin.classes"), Columns: []templates.Column{{Text: v.T("rule.doc.class"), Kind: templates.ColKey}, {Text: v.T("rule.doc.definition")}, {Text: v.T("rule.doc.needs")}}}
	for _, c := range k.Scheme.Classes {
		needs := "—"
		if c.NeedsCommitment {
			needs = v.T("rule.doc.needs_commitment")
		} else if c.NeedsReason {
			needs = v.T("rule.doc.needs_reason")
		}
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: c.Label}, {Text: c.Definition}, {Text: needs}}})
	}
	return t
}

// adminCalendar lists the years that the calendar knows, and the days of one.
func (s *Server) adminCalendar(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	sheet, err := s.Registry.Open(r.Context(), v.Session.Who, roster.Calendars, 0)
	if err != nil {
		return err
	}
	cal, err := s.Registry.Calendar(v.Session.Who)
	if err != nil {
		return err
	}
	p := templates.AdminPage{Page: s.page(w, r, v.T("app.nav_admin_calendar")), Intro: v.T("admin.calendar_text")}
	if sheet.Facts.Highest {
		p.Acts = []templates.Link{{Href: recordPath(roster.Calendars, sheet.Entry.ID) + "/import_year", Text: v.T("action.import_year")}}
	}
	chosen, _ := strconv.Atoi(r.URL.Query().Get("year"))
	if chosen != 0 && !slices.ContainsFunc(cal.Years(), func(y calendar.YearData) bool { return y.Year == chosen }) {
		return fault.OnField("year", "field.choice")
	}
	t := templates.Table{Caption: p.Title, Columns: []templates.Column{{Text: v.Input("", "year"), Kind: templates.ColTitle}, {Text: v.Input("", "notice")}, {Text: v.T("rule.doc.working_days"), Kind: templates.ColNum}}}
	p.Blocks = []templates.AdminBlock{{Table: &t}}
	for _, y := range cal.Years() {
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: strconv.Itoa(y.Year), Href: "/admin/calendar?year=" + strconv.Itoa(y.Year)}, {Text: y.Notice}, {Text: strconv.Itoa(cal.WorkingDays(y.Year))}}})
		if y.Year == chosen {
			p.Blocks = append(p.Blocks, yearBlock(v, y))
		}
	}
	p.Blocks = append(p.Blocks, history(v, sheet))
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

func yearBlock(v *Visit, y calendar.YearData) templates.AdminBlock {
	t := templates.Table{Caption: y.Notice, Dense: true, Columns: []templates.Column{{Text: v.T("admin.day"), Kind: templates.ColDate}, {Text: v.T("admin.holiday")}, {Text: v.T("admin.day_kind")}}}
	for _, m := range y.Days {
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: v.LongDay(m.Day)}, {Text: v.Holiday(m.Name)}, {Text: v.T("admin.day_" + string(m.Kind))}}})
	}
	return templates.AdminBlock{Title: v.T("admin.days_of", "year", strconv.Itoa(y.Year)), Table: &t}
}
