package casefile

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/reading"
	"huiyin/internal/web/templates"
)

// Hints writes what the coach remarks about the text; write is the address of the page on which it is written, empty on that page itself. Nil when
// it is not for the reader.
func (r Reader) Hints(write string) *templates.Hints {
	found, ok := r.Advice()
	if !ok {
		return nil
	}
	h := &templates.Hints{Title: r.P.T("coach.title"), Intro: r.P.T("coach.intro", "n", len(found))}
	checks, send := r.Checks(), r.sendsBack()
	switch t := r.Case.Text; {
	case checks:
		h.Title, h.Intro = r.P.T("coach.review"), r.P.T("coach.review_intro", "n", len(found))
		if len(found) == 0 {
			h.Intro = r.P.T("coach.review_none")
		}
	case t.Situation == "" && t.Analysis == "" && len(t.Requests) == 0:
		h.Intro = r.P.T("coach.empty")
	case len(found) == 0:
		h.Intro = r.P.T("coach.none")
	}
	for _, f := range found {
		l := templates.Hint{Place: r.place(f.Field), Quote: f.Quote}
		l.Says, l.Why = r.P.Advice(f)
		if checks {
			l.Reason = r.P.T("coach.reason", "reason", i18n.Key("option.reasons."+f.Reason))
			if send != "" {
				l.Return = send + "?hint=" + f.Key
			}
		} else {
			l.Href = write + "#" + templates.Field{Name: f.Field}.ID()
		}
		h.Lines = append(h.Lines, l)
	}
	if send != "" && len(found) > 1 {
		h.All = send + "?hint=" + allHints
	}
	return h
}

// sendsBack is the address of the form by which the reader can send the text back now; empty when there is none.
func (r Reader) sendsBack() string {
	for _, do := range []flow.Action{"return", "return_check"} {
		if o, ok := r.Offer(do, 0); ok && o.Reason == "" {
			return Href(r.Case.ID) + "/do/" + string(do)
		}
	}
	return ""
}

// place names a field as the form does.
func (r Reader) place(field string) string {
	name, n, numbered := strings.Cut(field, ".")
	if i, err := strconv.Atoi(n); numbered && err == nil {
		return r.P.T("coach.nth", "n", i+1)
	}
	return r.P.T("input." + name)
}

// allHints asks for everything that the coach remarks.
const allHints = "all"

// SendBack fills the form that sends a text back with hints: reasons, passages and what to say to the author. The checker decides what stays.
func (r Reader) SendBack(hint string) url.Values {
	found, ok := r.Advice()
	if !ok || hint == "" {
		return url.Values{}
	}
	v := url.Values{}
	var marks, says []string
	for _, f := range found {
		if hint != allHints && f.Key != hint {
			continue
		}
		if !slices.Contains(v["reasons"], f.Reason) {
			v.Add("reasons", f.Reason)
		}
		if f.Quote != "" && !slices.Contains(marks, f.Quote) {
			v.Set("marks."+strconv.Itoa(len(marks)), f.Quote)
			marks = append(marks, f.Quote)
		}
		says = append(says, r.remark(f))
	}
	v.Set("note", strings.Join(says, "\n"))
	return v
}

// remark is a finding with the field that it is about, as it stands in a letter to the author.
func (r Reader) remark(f reading.Finding) string {
	says, _ := r.P.Advice(f)
	return r.P.T("coach.at", "field", r.place(f.Field)) + says
}
