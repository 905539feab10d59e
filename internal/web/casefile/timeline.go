package casefile

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/form"
	"huiyin/internal/web/templates"
)

// kindsOf names the filters of the timeline with the machines that each shows; all shows everything.
var kindsOf = map[string][]string{
	"handling":  {"assignment", "objection", "extension", "opinion", "commitment", suggestion.InstructionMachine},
	"contact":   {"contact"},
	"documents": {"reply"},
}

// Shows are the filters of the timeline, in the order of their links.
var Shows = []string{"all", "handling", "contact", "documents"}

func (r Reader) filters(which string) []templates.NavItem {
	var out []templates.NavItem
	for _, k := range Shows {
		href := Href(r.Case.ID) + "?show=" + k + "#history"
		out = append(out, templates.NavItem{Href: href, Text: r.P.T("case.show_" + k), Current: k == which || k == "all" && kindsOf[which] == nil})
	}
	return out
}

// named are the kinds of inputs that name deputies.
var named = []string{"deputy", "deputies", "signer", "author"}

// silent acts save what is being written: their text stands elsewhere on the page.
var silent = []flow.Action{"start_draft", "write", "draft_reply", "write_reply", "record_history", "born_of_split"}

// unprinted are the acts whose line stays on the screen: paper lies about, and units read it.
var unprinted = []flow.Action{"report_pressure", "answer_report"}

// saving is what one person saves of one part until something else happens to that part.
type saving struct {
	do   flow.Action
	part int
	post int64
}

// saved is the line of a saving and what it stands for.
type saved struct {
	line  int
	times int
	since suggestion.Event
}

// timeline writes one line per event, the last first. What one hand saves of a draft, however often and on however many days, is one line.
func (r Reader) timeline(which string) []templates.TimeEvent {
	var out []templates.TimeEvent
	drafts := map[saving]*saved{}
	settle := func(of func(saving) bool) {
		for k, s := range drafts {
			if !of(k) {
				continue
			}
			if s.times > 1 {
				out[s.line].Details = append(out[s.line].Details, r.P.T("case.saved_times", "n", s.times, "day", r.day(s.since)))
			}
			delete(drafts, k)
		}
	}
	for _, e := range slices.Backward(r.Events) {
		if kinds := kindsOf[which]; kinds != nil && !slices.Contains(kinds, e.Machine) && !(which == "contact" && e.Action == "note_contact") {
			continue
		}
		if slices.Contains(silent, e.Action) {
			k := saving{e.Action, e.Part, e.Post}
			if s := drafts[k]; s != nil {
				s.times, s.since = s.times+1, e
				continue
			}
			drafts[k] = &saved{line: len(out), times: 1, since: e}
		} else {
			settle(func(k saving) bool { return k.part == e.Part })
		}
		out = append(out, templates.TimeEvent{Day: r.day(e), Who: r.Who(e), What: r.What(e), Details: r.details(e), Screen: slices.Contains(unprinted, e.Action)})
	}
	settle(func(saving) bool { return true })
	return out
}

// day writes the day an act counts from, and the day of entry where that was later.
func (r Reader) day(e suggestion.Event) string { return r.P.Day(e.On) }

// Who writes who did it and in which post; 代表 where the reader may not know the name.
func (r Reader) Who(e suggestion.Event) string {
	switch {
	case e.By == flow.System || e.Post == 0:
		return r.P.T("case.by_itself")
	case access.HidesActor(r.Case, r.Actor, e) && e.By == suggestion.CountyDesk:
		return r.P.T("relation." + string(e.By))
	case access.HidesActor(r.Case, r.Actor, e):
		return r.P.T("case.deputy_hidden")
	}
	a, ok := r.Dir.Actor(e.Post)
	if !ok {
		return r.Dir.PersonName(e.Person)
	}
	return r.P.T("case.actor", "name", a.Person.Name, "org", r.Dir.OrgShort(a.Post.Org), "role", r.P.T("role."+string(a.Post.Role)))
}

// What writes the act and on which unit's part it fell.
func (r Reader) What(e suggestion.Event) string {
	what := r.action(e.Action)
	if k := r.correctionOf(e); k != nil {
		return r.P.T("case.line", "term", what, "value", r.inWords(k))
	}
	if a := r.Case.Assignment(r.assignmentOf(e.Part)); a != nil && e.Part != 0 {
		return r.P.T("case.act_on", "what", what, "unit", r.Dir.OrgShort(a.Unit))
	}
	if e.By == flow.System && e.Machine == "signature" && !r.hidden() { // nobody did it: it says to whom it happened
		return r.P.T("case.act_on", "what", what, "unit", r.PartName(e.Part))
	}
	return what
}

// assignmentOf finds the unit's part that a part belongs to, as far as this reader sees it. What deputies say of an answer is told without the unit.
func (r Reader) assignmentOf(part int) int {
	said := slices.ContainsFunc(r.Case.Evaluations, func(e *suggestion.Evaluation) bool { return e.No == part }) ||
		slices.ContainsFunc(r.Case.Forms, func(k *suggestion.Form) bool { return k.No == part })
	if a := r.Case.AssignmentOf(part); a != nil && !said {
		return a.No
	}
	return part
}

// details writes what was filled in. Names of deputies stay out where the author is protected.
func (r Reader) details(e suggestion.Event) []string {
	var out []string
	if day := dayOf(e.At); e.On < day {
		out = append(out, r.P.T("case.entered_late", "day", day, "why", e.Why))
	}
	if k := r.correctionOf(e); k != nil {
		for _, f := range r.grounds(k) {
			out = append(out, r.P.T("case.line", "term", f.Term, "value", strings.ReplaceAll(f.Value, "\n", r.P.T("list.separator"))))
		}
		if e.Action != "refuse_correction" { // which also says why
			return out
		}
	}
	cmd, _, ok := suggestion.NewCommand(e.Action)
	if !ok || e.Payload == nil || slices.Contains(silent, e.Action) {
		return out
	}
	hidden := r.hidden()
	values := form.EncodeStored(e.Payload)
	for _, in := range suggestion.Inputs(cmd) {
		if hidden && slices.Contains(named, in.Kind) {
			continue
		}
		if text := r.said(in, values); text != "" {
			out = append(out, r.P.T("case.line", "term", r.Label(e.Action, in.Name), "value", text))
		}
	}
	return out
}

// rowOrder is the order in which the entries of a row are read: what it is about, then as what, why and by when.
var rowOrder = []string{"unit", "title", "name", "words", "role", "level", "part", "requests", "reason", "result", "owner", "due", "phone"}

// said writes the value of one input in words. Of a list of rows each is read as its subject with the rest in brackets: 市教育局（独办，职责所在）.
func (r Reader) said(in suggestion.Input, v map[string][]string) string {
	type entry struct {
		row, rank int
		words     []string
	}
	var list []entry
	rows := false
	for name, vs := range v {
		if name != in.Name && !strings.HasPrefix(name, in.Name+".") {
			continue
		}
		sub := strings.Split(strings.TrimPrefix(name, in.Name), ".")
		e := entry{}
		if len(sub) > 1 {
			e.row, _ = strconv.Atoi(sub[1])
		}
		if len(sub) > 2 {
			rows = true
			if e.rank = slices.Index(rowOrder, sub[2]); e.rank < 0 {
				e.rank = len(rowOrder)
			}
		}
		for _, s := range vs {
			if t := r.value(in, strings.TrimPrefix(name, in.Name), s); t != "" {
				e.words = append(e.words, t)
			}
		}
		if len(e.words) > 0 {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b entry) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.rank, b.rank)) })
	var out []string
	for len(list) > 0 {
		of := list[0].row
		end := slices.IndexFunc(list, func(e entry) bool { return e.row != of })
		if end < 0 {
			end = len(list)
		}
		var words []string
		for _, e := range list[:end] {
			words = append(words, r.P.List(e.words))
		}
		if rows && len(words) > 1 {
			words = []string{r.P.T("case.row_said", "what", words[0], "more", strings.Join(words[1:], r.P.T("case.row_comma")))}
		}
		out, list = append(out, words...), list[end:]
	}
	if rows || in.Kind == "lines" || in.Kind == "answers" { // each is a phrase or a sentence of its own
		return strings.Join(out, r.P.T("case.row_end"))
	}
	return r.P.List(out)
}

func (r Reader) value(in suggestion.Input, sub, s string) string {
	field := sub[strings.LastIndexByte(sub, '.')+1:]
	id, _ := strconv.ParseInt(s, 10, 64)
	switch {
	case field == "government" || field == "special":
		return ""
	case field == "role":
		return r.P.T("share." + s)
	case field == "requests" && in.Kind == "splits":
		return r.P.T("case.request_no", "n", s)
	case field == "level":
		return r.option("rank", s)
	case in.Kind == "unit" || in.Kind == "units" || in.Kind == "party" || field == "unit":
		return r.Dir.OrgShort(id)
	case slices.Contains(named, in.Kind):
		return r.Dir.PostName(id)
	case in.Kind == "category":
		return CategoryName(r.Dir.Category, id)
	case in.Kind == "flag":
		return r.P.T("case.yes")
	case in.Kind == "case" || in.Kind == "file" || in.Kind == "files" && field != "name":
		return ""
	case len(in.Options) > 0:
		return r.option(in.Name, s)
	case in.Kind == "day" || field == "due":
		return r.P.Day(calendar.Day(s))
	}
	return s
}

// Label returns the label of an action's input: its own, or the one that all actions share.
func (r Reader) Label(do flow.Action, name string) string {
	if name == "result" && (do == "evaluate" || do == "enter_evaluation") && !r.Pack.RatesBoth() { // one rating is not of the result alone
		return r.P.T("input.one_rating")
	}
	if key := "input." + string(do) + "." + name; r.P.Has(key) {
		return r.P.T(key)
	}
	return r.P.T("input." + name)
}

// china is the legal time of the whole country.
var china = time.FixedZone("CST", 8*60*60)

func dayOf(ms int64) calendar.Day { return calendar.DayOf(time.UnixMilli(ms).In(china)) }
