package web

import (
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"huiyin/internal/answer"
	"huiyin/internal/docket"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/i18n"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// logFields are the filters of the event log, in the address under these names.
var logFields = []string{"person", "number", "kind", "action", "from", "to"}

// logQuery reads the filters from the address.
func logQuery(q url.Values) registry.Query {
	f := store.LogFilter{Kind: q.Get("kind"), Action: q.Get("action"), Number: strings.TrimSpace(q.Get("number")), From: dayStart(q.Get("from"), 0), To: dayStart(q.Get("to"), 1)}
	f.After = logKey(q.Get("after"))
	return registry.Query{LogFilter: f, Person: strings.TrimSpace(q.Get("person"))}
}

// wrongFilter complains of what an address asks a list for and its filters do not offer: a list that silently shows everything instead, or
// nothing, would mislead.
func wrongFilter(form *templates.AdminFilter) *fault.Error {
	var bad fault.Fields
	for _, f := range form.Fields {
		p := suggestion.Param{Name: f.Name, Kind: suggestion.AskLine}
		switch {
		case f.Kind == templates.InputDay:
			p.Kind = suggestion.AskDay
		case f.Options != nil:
			p.Kind = suggestion.AskChoice
			for _, o := range f.Options {
				p.Options = append(p.Options, o.Value)
			}
		}
		p.Check(form.Form.Values[f.Name], &bad)
	}
	f, _ := fault.As(bad.Err())
	return f
}

// showWrong shows the filters of a list with the complaints beside them, and no lines.
func (s *Server) showWrong(w http.ResponseWriter, r *http.Request, title string, form *templates.AdminFilter, f *fault.Error) error {
	form.Form.Fault, form.Open, form.Said = f, true, templates.Filter{Clear: form.Said.Clear}
	return s.render(w, r, answer.Status[f.Kind], templates.Admin(templates.AdminPage{Page: s.page(w, r, title), Filter: form}))
}

// dayStart is the first instant of a day, or of one some days later; 0 when the text is no day.
func dayStart(text string, later int) int64 {
	t, err := time.ParseInLocation(time.DateOnly, text, china)
	if err != nil {
		return 0
	}
	return t.AddDate(0, 0, later).UnixMilli()
}

func logKey(text string) store.LogKey {
	var n [3]int64
	for i, part := range strings.SplitN(text, "-", 3) {
		n[i], _ = strconv.ParseInt(part, 10, 64)
	}
	return store.LogKey{At: n[0], ID: n[1], Seq: n[2]}
}

func keyText(k store.LogKey) string {
	return strconv.FormatInt(k.At, 10) + "-" + strconv.FormatInt(k.ID, 10) + "-" + strconv.FormatInt(k.Seq, 10)
}

// auditLog lists who did what when.
func (s *Server) auditLog(w http.ResponseWriter, r *http.Request) error {
	v, q := visit(r), r.URL.Query()
	if form := logForm(v, q, 0); wrongFilter(form) != nil {
		return s.showWrong(w, r, v.T("app.nav_audit_log"), form, wrongFilter(form))
	}
	f := logQuery(q)
	f.Limit = perPage + 1
	lines, total, d, err := s.Audit.Log(r.Context(), v.Session.Who, f)
	if err != nil {
		return err
	}
	p := templates.AdminPage{Page: s.page(w, r, v.T("app.nav_audit_log")), Intro: v.T("admin.log_text"), Filter: logForm(v, q, total)}
	p.Acts = []templates.Link{{Href: without(q, "/audit/log.xlsx", "after"), Text: v.T("admin.export")}}
	more := len(lines) > perPage
	lines = lines[:min(len(lines), perPage)]
	if len(lines) == 0 {
		p.Blocks = []templates.AdminBlock{{Empty: &templates.Empty{Title: v.T("admin.no_lines"), Text: v.T("admin.no_lines_text")}}}
		return s.render(w, r, http.StatusOK, templates.Admin(p))
	}
	t := templates.Table{Caption: p.Title, Dense: true, Columns: []templates.Column{{Text: v.T("admin.at"), Kind: templates.ColDate}, {Text: v.T("admin.who")}, {Text: v.T("admin.what")}, {Text: v.T("admin.on_what")}, {Text: v.T("admin.change")}}}
	for _, l := range lines {
		t.Rows = append(t.Rows, templates.Row{Cells: logCells(v, d, l)})
	}
	p.Blocks = []templates.AdminBlock{{Table: &t}}
	last := lines[len(lines)-1]
	p.Pager = keyPager(r, v.T("admin.total", "n", total), more, func(q url.Values) {
		q.Set("after", keyText(store.LogKey{At: last.At, ID: last.Case, Seq: int64(last.Seq)}))
	})
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

// logCells writes a line in words.
func logCells(v *Visit, d *store.Directory, l store.LogLine) []templates.Cell {
	who := d.PersonName(l.Person)
	switch {
	case l.Hidden && l.By == suggestion.CountyDesk:
		who = v.T("relation." + string(l.By))
	case l.Hidden:
		who = v.T("role.deputy")
	case l.By == flow.System:
		who = v.T("relation.system")
	case who == "" && l.By == roster.Entering:
		who = v.T("relation.entering")
	case who != "":
		who += " · " + d.OrgShort(l.Org)
	}
	from := v.T("state.none")
	if l.From != "" {
		from = v.T("state." + l.Machine + "." + string(l.From))
	}
	change := v.T("state." + l.Machine + "." + string(l.To))
	if l.From != l.To {
		change = from + " → " + change
	}
	return []templates.Cell{{Text: v.Instant(l.At)}, {Text: orDash(who)}, {Text: v.T("action." + string(l.Action))}, {Text: onWhat(v, d, l)}, {Text: change}}
}

func logForm(v *Visit, q url.Values, total int64) *templates.AdminFilter {
	kinds := []templates.Option{{Text: v.T("admin.any")}}
	for _, k := range append([]string{store.CaseKind, handover.Kind}, roster.Kinds...) {
		kinds = append(kinds, templates.Option{Value: k, Text: kindText(v, k)})
	}
	for _, k := range docket.Kinds {
		kinds = append(kinds, templates.Option{Value: k.Name(), Text: kindText(v, k.Name())})
	}
	af := &templates.AdminFilter{Action: "/audit/log", Form: templates.Form{Printer: v.Printer, Values: q}, Fields: []templates.Field{
		{Name: "person", Label: v.T("param.person"), Optional: true},
		{Name: "number", Label: v.T("param.number"), Optional: true},
		{Name: "kind", Label: v.T("param.kind"), Kind: templates.InputSelect, Options: kinds},
		{Name: "action", Label: v.T("param.action"), Kind: templates.InputSelect, Options: actionOptions(v)},
		{Name: "from", Label: v.T("param.from"), Kind: templates.InputDay, Optional: true},
		{Name: "to", Label: v.T("param.to"), Kind: templates.InputDay, Optional: true},
	}}
	af.Said = templates.Filter{Said: v.T("admin.log_said", "n", total), Clear: "/audit/log"}
	for _, name := range logFields {
		x := q.Get(name)
		if x == "" {
			continue
		}
		switch name {
		case "kind":
			x = kindText(v, x)
		case "action":
			x = v.T("action." + x)
		case "from", "to":
			x = v.T("admin.day_"+name) + " " + x
		}
		af.Said.Words = append(af.Said.Words, templates.FilterWord{Text: x, Without: without(q, "/audit/log", name)})
	}
	return af
}

func kindText(v *Visit, kind string) string {
	if kind == store.CaseKind {
		return v.T("machine.case")
	}
	return v.T("machine." + kind)
}

func actionOptions(v *Visit) []templates.Option {
	var all []flow.Action
	for _, t := range suggestion.Tables {
		if t.Name != "report" {
			all = append(all, t.Actions()...)
		}
	}
	all = append(all, handover.Table.Actions()...)
	for _, t := range roster.Tables {
		all = append(all, t.Actions()...)
	}
	for _, k := range docket.Kinds {
		for _, m := range k.Machines() {
			for _, l := range m.Lines {
				all = append(all, l.Do)
			}
		}
	}
	out := []templates.Option{{Text: v.T("admin.any")}}
	for i, a := range all {
		if a != "report_pressure" && !slices.Contains(all[:i], a) {
			out = append(out, templates.Option{Value: string(a), Text: v.T("action." + string(a))})
		}
	}
	return out
}

// auditLogFile exports exactly the lines that the filters choose.
func (s *Server) auditLogFile(w http.ResponseWriter, r *http.Request) error {
	v, q := visit(r), r.URL.Query()
	if bad := wrongFilter(logForm(v, q, 0)); bad != nil {
		return bad
	}
	d, lines, err := s.Audit.TakeLog(r.Context(), v.Session.Who, origin(r), logQuery(q), r.URL.RawQuery)
	if err != nil {
		return err
	}
	heads := headsOf(v, "admin.at", "admin.who", "admin.what", "admin.on_what", "admin.change", "admin.hash")
	return sendLog(w, v, "app.nav_audit_log", heads, lines, func(l store.LogLine) []any { return append(kept(l.At, logCells(v, d, l)), l.Hash) })
}

// kept is a line of a log as a file keeps it, which is opened years later: its instant with the year.
func kept(at int64, cells []templates.Cell) []any {
	out := make([]any, len(cells))
	for i, c := range cells {
		out[i] = c.Text
	}
	out[0] = time.UnixMilli(at).In(china)
	return out
}

func headsOf(v *Visit, keys ...string) []sheet.Head {
	out := make([]sheet.Head, len(keys))
	for i, k := range keys {
		out[i] = sheet.Head{Title: v.T(k), Width: 22}
	}
	return out
}

// sendLog writes lines of a log as a workbook.
func sendLog[T any](w http.ResponseWriter, v *Visit, title string, heads []sheet.Head, lines iter.Seq2[T, error], cells func(T) []any) error {
	attachList(w, v, title)
	return sheet.WriteList(w, v.T(title), heads, func(yield func([]any, error) bool) {
		for l, err := range lines {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(cells(l), nil) {
				return
			}
		}
	})
}

// auditSecurity lists what concerns entry and rights.
func (s *Server) auditSecurity(w http.ResponseWriter, r *http.Request) error {
	v, q := visit(r), r.URL.Query()
	if form := securityForm(v, q, 0); wrongFilter(form) != nil {
		return s.showWrong(w, r, v.T("app.nav_audit_security"), form, wrongFilter(form))
	}
	f := securityQuery(q)
	f.Limit = perPage + 1
	lines, total, d, err := s.Audit.Security(r.Context(), v.Session.Who, f, logKey(q.Get("after")))
	if err != nil {
		return err
	}
	p := templates.AdminPage{Page: s.page(w, r, v.T("app.nav_audit_security")), Intro: v.T("admin.security_text"), Filter: securityForm(v, q, total)}
	p.Acts = []templates.Link{{Href: without(q, "/audit/security.xlsx", "after"), Text: v.T("admin.export")}}
	more := len(lines) > perPage
	lines = lines[:min(len(lines), perPage)]
	if len(lines) == 0 {
		p.Blocks = []templates.AdminBlock{{Empty: &templates.Empty{Title: v.T("admin.no_lines"), Text: v.T("admin.no_lines_text")}}}
		return s.render(w, r, http.StatusOK, templates.Admin(p))
	}
	t := templates.Table{Caption: p.Title, Dense: true, Columns: []templates.Column{{Text: v.T("admin.at"), Kind: templates.ColDate}, {Text: v.T("admin.login")}, {Text: v.T("admin.who"), Kind: templates.ColKey}, {Text: v.T("admin.what"), Kind: templates.ColKey}, {Text: v.T("admin.subject")}, {Text: v.T("admin.ip"), Kind: templates.ColKey}}}
	for _, l := range lines {
		t.Rows = append(t.Rows, templates.Row{Cells: securityCells(v, d, l)})
	}
	p.Blocks = []templates.AdminBlock{{Table: &t}}
	last := lines[len(lines)-1]
	p.Pager = keyPager(r, v.T("admin.total", "n", total), more, func(q url.Values) {
		q.Set("after", keyText(store.LogKey{At: last.At, ID: last.Account, Seq: last.Seq}))
	})
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

func securityQuery(q url.Values) store.SecurityFilter {
	return store.SecurityFilter{Action: q.Get("action"), From: dayStart(q.Get("from"), 0), To: dayStart(q.Get("to"), 1)}
}

func securityCells(v *Visit, d *store.Directory, l registry.SecurityLine) []templates.Cell {
	return []templates.Cell{{Text: v.Instant(l.At)}, {Text: orDash(l.Login)}, {Text: orDash(l.Name)}, {Text: v.T("security." + l.Action)}, {Text: orDash(subjectText(v, d, l))}, {Text: orDash(l.IP)}}
}

// securityFields are the filters of the security log, in the address under these names.
var securityFields = []string{"action", "from", "to"}

func securityForm(v *Visit, q url.Values, total int64) *templates.AdminFilter {
	actions := []templates.Option{{Text: v.T("admin.any")}}
	for _, k := range i18n.For(v.Lang()).Keys("security.") {
		actions = append(actions, templates.Option{Value: strings.TrimPrefix(k, "security."), Text: v.T(k)})
	}
	af := &templates.AdminFilter{Action: "/audit/security", Form: templates.Form{Printer: v.Printer, Values: q}, Fields: []templates.Field{
		{Name: "action", Label: v.T("param.action"), Kind: templates.InputSelect, Options: actions},
		{Name: "from", Label: v.T("param.from"), Kind: templates.InputDay, Optional: true},
		{Name: "to", Label: v.T("param.to"), Kind: templates.InputDay, Optional: true},
	}}
	af.Said = templates.Filter{Said: v.T("admin.log_said", "n", total), Clear: "/audit/security"}
	for _, name := range securityFields {
		if x := q.Get(name); x != "" {
			text := v.T("admin.day_"+name) + " " + x
			if name == "action" {
				text = v.T("security." + x)
			}
			af.Said.Words = append(af.Said.Words, templates.FilterWord{Text: text, Without: without(q, "/audit/security", name)})
		}
	}
	return af
}

// auditSecurityFile exports exactly the lines that the filters choose.
func (s *Server) auditSecurityFile(w http.ResponseWriter, r *http.Request) error {
	v, q := visit(r), r.URL.Query()
	if bad := wrongFilter(securityForm(v, q, 0)); bad != nil {
		return bad
	}
	d, lines, err := s.Audit.TakeSecurity(r.Context(), v.Session.Who, origin(r), securityQuery(q), r.URL.RawQuery)
	if err != nil {
		return err
	}
	heads := headsOf(v, "admin.at", "admin.login", "admin.who", "admin.what", "admin.subject", "admin.ip", "admin.hash")
	return sendLog(w, v, "app.nav_audit_security", heads, lines, func(l registry.SecurityLine) []any {
		return append(kept(l.At, securityCells(v, d, l)), l.Hash)
	})
}
