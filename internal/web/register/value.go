package register

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/calendar"
)

// spoken tells for each filter whose values are words of ours where they are written: the beginning of a message key that the value ends. A filter that
// means something else in one list stands here with its list.
var spoken = map[string]string{
	"task": "task.", "state": "state.case.", "unit_state": "state.assignment.", "shares.state": "state.assignment.", "commitments.state": "state.commitment.",
	"unit_role": "share.", "stream": "lists.stream_", "key": "lists.key_", "instruction": "lists.instruction_", "clock": "clock.",
	"outcome": "lists.outcome_", "first_outcome": "lists.outcome_", "timing": "lists.timing_", "redo_timing": "lists.timing_",
	"attitude": "lists.rating_", "result": "lists.rating_", "first_result": "lists.rating_", "effect": "lists.rating_", "rated": "lists.rating_",
	"consent": "lists.publish_", "published": "lists.publish_", "body": "lists.word_body_", "contact": "lists.word_contact_", "known": "papers.fact_",
	"sort": "lists.sort_", "by": "figures.by_",
}

// Value says one value of a filter without the name of the filter: sentences of lists write around it, the security log beside it. What is said in no
// other way stays as it is.
func (l Lister) Value(list, name, x string) string {
	id, _ := strconv.ParseInt(x, 10, 64)
	text := ""
	switch name {
	case "q", "number":
		return x // as it was typed
	case "unit", "lead_unit", "special", "delegation", "county", "org":
		text = l.Dir.OrgShort(id)
	case "lead":
		text = l.Dir.PostName(id)
	case "category":
		text = l.CategoryName(id)
	case "class":
		text = l.P.T("case.class", "class", x)
	default:
		day := calendar.Day(x)
		prefix := cmp.Or(spoken[list+"."+name], spoken[name])
		switch {
		case day.Valid():
			text = l.P.Day(day)
		case list == "commitments" && name == "state" && x == "open":
			text = l.P.T("lists.promises_open")
		case list == "commitments" && name == "state" && x == "all":
			text = l.P.T("lists.any")
		case prefix != "" && l.P.Has(prefix+strings.TrimPrefix(x, "-")): // an order may be turned round
			text = l.P.T(prefix + strings.TrimPrefix(x, "-"))
		}
	}
	return cmp.Or(text, x)
}

// values says all values of a filter; many of them are told by their number.
func (l Lister) values(list, name, raw string) string {
	if cmp.Or(spoken[list+"."+name], spoken[name]) == "" {
		return l.Value(list, name, raw)
	}
	var out []string
	for x := range strings.SplitSeq(raw, ",") {
		if w := l.Value(list, name, x); !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	if len(out) > 4 {
		return l.P.T("lists.several", "first", l.P.List(out[:2]), "n", len(out))
	}
	return l.P.List(out)
}
