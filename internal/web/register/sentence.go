package register

import (
	"cmp"
	"maps"
	"net/url"
	"strconv"

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
	if l.P.Has("lists.word_" + name + "_" + raw) {
		return l.P.T("lists.word_" + name + "_" + raw)
	}
	text := l.values("", name, raw)
	if l.P.Has("lists.word_" + name) {
		return l.P.T("lists.word_"+name, "what", text)
	}
	return text
}
