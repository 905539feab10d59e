package casefile

import (
	"slices"

	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// stageKeys are the stations of a case in order.
var stageKeys = []string{"submit", "check", "assign", "handle", "reply", "evaluate", "follow", "close"}

// stageAt says at which station a case stands in each state. States outside the ordinary course are not listed.
var stageAt = map[flow.State]int{
	suggestion.Draft: 0, suggestion.Cosigning: 0, suggestion.Returned: 0,
	suggestion.Submitted: 1, suggestion.Checking: 1, suggestion.Reviewing: 1,
	suggestion.Pending: 2, suggestion.Assigned: 2, suggestion.Handling: 3, suggestion.Redoing: 3,
	suggestion.Replied: 4, suggestion.Evaluated: 5, suggestion.FollowUp: 6, suggestion.Closed: 7, suggestion.Archived: 7,
}

// exits are the states that end a case outside the ordinary course.
var exits = []flow.State{
	suggestion.Withdrawn, suggestion.Refused, suggestion.Letter, suggestion.Merged, suggestion.Offline, suggestion.Discarded,
}

// Stages returns the stage bar of a case.
func Stages(p *i18n.Printer, c *suggestion.Case) []templates.Stage {
	if c.State == suggestion.Offline {
		return nil // it is handled elsewhere: how far it is, is not known here
	}
	at, ok := stageAt[c.State]
	if !ok {
		at = reached(c)
	}
	out := make([]templates.Stage, len(stageKeys))
	for i, key := range stageKeys {
		out[i] = templates.Stage{Text: p.T("case.stage_" + key), Past: i < at, Now: ok && i == at}
	}
	if c.State == suggestion.Archived {
		out[7].Text = p.T("state.case.archived")
	}
	return out
}

// reached tells how far a case had come before it left the ordinary course.
func reached(c *suggestion.Case) int {
	switch {
	case len(c.Assignments) > 0:
		return 3
	case c.Number != "":
		return 2
	case c.SubmittedOn != "":
		return 1
	}
	return 0
}

func exit(p *i18n.Printer, c *suggestion.Case) string {
	if !slices.Contains(exits, c.State) {
		return ""
	}
	switch c.State {
	case suggestion.Merged:
		return p.T("case.exit_merged")
	case suggestion.Offline:
		return p.T("case.exit_offline")
	}
	state := p.T("state.case." + string(c.State))
	if c.Reason == "" {
		return p.T("case.exit", "state", state)
	}
	return p.T("case.exit_because", "state", state, "reason", c.Reason)
}

// replyStages are the stations of a unit that answers, coStages those of a co-handler.
var (
	replyStages = []string{"sign", "handle", "draft", "review", "issue", "reply", "evaluate"}
	coStages    = []string{"sign", "handle", "opinion", "taken"}
)

func laneStages(p *i18n.Printer, c *suggestion.Case, a *suggestion.Assignment) []templates.Stage {
	keys, at := replyStages, replyAt(c, a)
	if !a.Role.Answers() {
		keys, at = coStages, coAt(c, a)
	}
	out := make([]templates.Stage, len(keys))
	for i, key := range keys {
		out[i] = templates.Stage{Text: p.T("case.lane_" + key), Past: i < at, Now: i == at}
	}
	return out
}

func replyAt(c *suggestion.Case, a *suggestion.Assignment) int {
	switch a.State {
	case suggestion.ToSign, suggestion.Objecting:
		return 0
	case suggestion.Answered:
		return 5
	case suggestion.Content, suggestion.Unrated, suggestion.Settled, suggestion.Dissatisfied:
		return 6
	}
	r := c.ReplyOf(a.No, a.Round)
	if r == nil {
		return 1
	}
	return map[flow.State]int{
		suggestion.Drafting: 2, suggestion.InReview: 3, suggestion.ToIssue: 4, suggestion.Prechecking: 4, suggestion.Delivered: 5,
	}[r.State]
}

func coAt(c *suggestion.Case, a *suggestion.Assignment) int {
	switch {
	case a.State == suggestion.ToSign || a.State == suggestion.Objecting:
		return 0
	case a.State == suggestion.Opined:
		return 3
	}
	for _, o := range c.Opinions {
		if o.Assignment == a.No {
			return 2
		}
	}
	return 1
}
