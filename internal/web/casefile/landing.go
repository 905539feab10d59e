package casefile

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// Landing is where a person goes on after an act: the case, its draft, or home when the case is no longer theirs to see.
func (r Reader) Landing(do flow.Action, c *suggestion.Case) string {
	switch {
	case !access.Of(r.Actor).Sees(c):
		return "/"
	case do == "start_draft" || do == "write" || (do == "attach_text" || do == "remove_text_file") && c.In(suggestion.Draft, suggestion.Cosigning, suggestion.Returned):
		return Href(c.ID) + "/write"
	}
	return Href(c.ID)
}

// goesOn are the works that a saved draft may go on to.
var goesOn = []flow.Action{"submit", "invite", "attach_text", "remove_text_file", "send_for_review", "attach_reply", "remove_reply_file"}

// GoOn returns the page that the person asked to go on to after saving; empty when they did not.
func (r Reader) GoOn(wanted string, part int) string {
	if do := flow.Action(wanted); slices.Contains(goesOn, do) {
		return ActionHref(r.Case.ID, do, part)
	}
	return ""
}

// Saved adds to the answer of a page's own saving what the form must know to save again. The first saving of a reply makes it: from
// then on the same form saves that reply.
func Saved(answer map[string]any, c *suggestion.Case, do flow.Action, part int) {
	if a := c.Assignment(part); do == "draft_reply" && a != nil {
		if v := c.ReplyOf(part, a.Round); v != nil {
			part = v.No
			answer["action"] = Href(c.ID) + "/do/write_reply"
		}
	}
	answer["part"], answer["seq"] = part, c.Seq
	if _, h, ok := c.Part(part); ok {
		answer["version"] = h.Version
	}
}
