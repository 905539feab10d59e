package answer

import (
	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// dueOf names the clock that a confirmation speaks of after an act.
var dueOf = map[flow.Action]rule.Clock{
	"submit": rule.Accept, "accept": rule.Assign, "assign": rule.Reply, "sign_for": rule.Reply, "object": rule.Reassign, "issue": rule.Feedback,
	"grant_objection": rule.SignFor, "refuse_objection": rule.Reply, "grant_extension": rule.Reply, "refuse_extension": rule.Reply,
	"pass_precheck": rule.Feedback, "evaluate": rule.Feedback, "finish_evaluation": rule.RedoDecide, "redo": rule.Redo, "send_back_opinion": rule.RedoOpinion,
}

// Done says what to confirm after an act, the same at every door: the message key, and the day that it speaks of, which may
// be empty. The sentence takes the day as due and the name of the act as what.
func Done(p *i18n.Printer, do flow.Action, part int, c *suggestion.Case) (string, calendar.Day) {
	key, due := done(do, part, c)
	if !p.Has(key) {
		key = "case.done"
	}
	return key, due
}

func done(do flow.Action, part int, c *suggestion.Case) (string, calendar.Day) {
	key := "action." + string(do) + ".done"
	name := dueOf[do]
	if a := c.Assignment(part); do == "sign_for" && a != nil && !a.Role.Answers() {
		key, name = "case.signed_as_co", rule.CoOpinion
	}
	if do == "invite" && c.CosignUntil != "" {
		return key + "_due", c.CosignUntil
	}
	if end := outcome(do, part, c); end != "" {
		return key + end, ""
	}
	if do == "grant_objection" {
		part = takenOver(c, part)
	}
	var due calendar.Day
	of := c.AssignmentOf(part) // whose clocks run for a part of it
	for _, k := range c.Clocks {
		if name != "" && k.Name == name && k.Running() && (part == 0 || k.Part == part || of != nil && k.Part == of.No) {
			due = k.Due
		}
	}
	if due == "" {
		return key, ""
	}
	return key + "_due", due
}

// outcome is the end of the message key where what follows an act depends on what was decided.
func outcome(do flow.Action, part int, c *suggestion.Case) string {
	k := c.Commitment(part)
	switch {
	case do == "protect" && c.About.Protected:
		return "_on"
	case do == "protect":
		return "_off"
	case do == "write" && len(c.Signatures) == 0, (do == "withdraw" || do == "confirm_withdrawal") && len(c.Assignments) == 0:
		return "_alone"
	case do == "finish_evaluation" && c.In(suggestion.FollowUp, suggestion.Closed):
		return "_" + string(c.State)
	case (do == "rate_fulfilment" || do == "verify_fulfilment") && k != nil && k.State == suggestion.Kept && c.State == suggestion.Closed:
		return "_closed"
	case (do == "rate_fulfilment" || do == "verify_fulfilment") && k != nil && (k.State == suggestion.Kept || k.State == suggestion.Promised):
		return "_" + string(k.State)
	}
	return ""
}

// takenOver is the share that came in the place of the one of which an objection relieved its unit.
func takenOver(c *suggestion.Case, objection int) int {
	was := c.AssignmentOf(objection)
	for _, a := range c.Assignments {
		if was != nil && a.Replaces == was.No {
			return a.No
		}
	}
	return objection
}
