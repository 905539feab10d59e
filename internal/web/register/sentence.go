package register

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// Sentence says what a list of suggestions holds; each filter is a removable word of it.
func (l Lister) Sentence(f suggestion.Filter, total, late int) templates.Filter {
	said := l.P.T("lists.said", "n", total)
	if late > 0 {
		said = l.P.T("lists.said_late", "n", total, "late", late)
	}
	f.After = ""
	return l.sentence("/suggestions", said, f.Session, f.Values(), words, func(name, _ string) string { return l.word(f, name) })
}

// sentence is what a list at an address holds, with its session (0: all) and then its filters in the order of names. Taken away, the session leads
// to all of them, and all of them to the present one.
func (l Lister) sentence(path, said string, session int64, values url.Values, names []string, word func(name, raw string) string) templates.Filter {
	without := func(name string) string {
		v := maps.Clone(values)
		v.Del(name)
		if (session == 0) != (name == "session") {
			v.Set("session", "all")
		}
		return path + "?" + v.Encode()
	}
	out := templates.Filter{Said: said, Clear: path, Words: []templates.FilterWord{{Text: l.sessionWord(session), Without: without("session")}}}
	for _, name := range names {
		if raw := values.Get(name); raw != "" {
			out.Words = append(out.Words, templates.FilterWord{Text: word(name, raw), Without: without(name)})
		}
	}
	return out
}

// sessionWord names the session of a list, 0 for all; one that there is not by its number.
func (l Lister) sessionWord(session int64) string {
	if session == 0 {
		return l.P.T("lists.all_sessions")
	}
	return cmp.Or(l.SessionName(session), strconv.FormatInt(session, 10))
}

// words are the filters in the order in which a sentence names them.
var words = []string{
	"q", "number", "task", "state", "unit", "unit_role", "unit_state", "special", "body", "category", "delegation", "lead", "stream", "class", "outcome",
	"attitude", "result", "key", "instruction", "clock", "due_from", "due_to", "at_meeting", "excellent", "escalated", "history", "protected", "replied", "promises", "known",
	"lead_unit", "county", "contact", "instructed", "timing", "answer_due", "first_outcome", "first_result", "redone", "consent", "published",
	"effect", "kept",
}

// word writes one filter.
func (l Lister) word(f suggestion.Filter, name string) string {
	raw := f.Values().Get(name)
	text := raw
	switch name {
	case "task":
		text = l.each(f.Tasks, "task.")
	case "state":
		text = l.states(f.States, "state.case.")
	case "unit_state":
		text = l.states(f.UnitStates, "state.assignment.")
	case "unit":
		text = l.Dir.OrgShort(f.Unit)
	case "special":
		text = l.Dir.OrgShort(f.Special)
	case "delegation":
		text = l.Dir.OrgShort(f.Delegation)
	case "county":
		text = l.Dir.OrgShort(f.County)
	case "lead_unit":
		text = l.Dir.OrgShort(f.LeadUnit)
	case "lead":
		text = l.Dir.PostName(f.Lead)
	case "category":
		text = l.CategoryName(f.Category)
	case "unit_role":
		text = l.P.T("share." + raw)
	case "stream":
		text = l.P.T("lists.stream_" + raw)
	case "class":
		text = l.P.T("case.class", "class", raw)
	case "key":
		text = l.P.T("lists.key_" + raw)
	case "instruction":
		text = l.P.T("lists.instruction_" + raw)
	case "clock":
		text = l.P.T("clock." + raw)
	case "outcome", "first_outcome":
		text = l.split(raw, "lists.outcome_")
	case "attitude", "result", "first_result", "effect":
		text = l.split(raw, "lists.rating_")
	case "timing":
		text = l.split(raw, "lists.timing_")
	case "consent", "published":
		text = l.split(raw, "lists.publish_")
	case "answer_due":
		text = l.P.Day(f.AnswerDue)
	case "due_from":
		text = l.P.Day(f.DueFrom)
	case "due_to":
		text = l.P.Day(f.DueTo)
	}
	if l.P.Has("lists.word_" + name + "_" + raw) {
		return l.P.T("lists.word_" + name + "_" + raw)
	}
	if l.P.Has("lists.word_" + name) {
		return l.P.T("lists.word_"+name, "what", text)
	}
	return text
}

func (l Lister) states(list []flow.State, prefix string) string {
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = string(s)
	}
	return l.each(names, prefix)
}

// each joins the words of several values; many of them are told by their number.
func (l Lister) each(list []string, prefix string) string {
	var out []string
	for _, s := range list {
		if w := l.P.T(prefix + s); !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	if len(out) > 4 {
		return l.P.T("lists.several", "first", l.P.List(out[:2]), "n", len(out))
	}
	return l.P.List(out)
}

func (l Lister) split(raw, prefix string) string { return l.each(strings.Split(raw, ","), prefix) }
