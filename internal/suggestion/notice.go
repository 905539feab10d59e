package suggestion

import (
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
)

// Notice tells somebody that something happened to a case that waits for them. Texts are in the catalogue under
// notice.<key>; nothing sensitive is in the arguments, because notices leave the house.
type Notice struct {
	Holder string // whose: the key under which parties are named
	Key    string
	Due    calendar.Day // by when something is expected; empty when nothing is
	Part   int
}

// told says, for each action, who is told. Everything else is found on the workbench.
var told = map[flow.Action]func(c *Case, e Event) []Notice{
	"invite":      func(c *Case, _ Event) []Notice { return c.toSigners(Invited, "invited", c.CosignUntil) },
	"route_check": func(c *Case, _ Event) []Notice { return one("county", c.County, "to_check", "") },
	"confirm":     func(c *Case, _ Event) []Notice { return c.toLead("cosign_confirmed", "") },
	"decline":     func(c *Case, _ Event) []Notice { return c.toLead("cosign_declined", "") },
	"submit": func(c *Case, _ Event) []Notice {
		return append(one("office", c.Congress, "submitted", ""), c.toSigners(Confirmed, "submitted_cosigner", "")...)
	},
	"return":       func(c *Case, _ Event) []Notice { return c.toLead("returned", "") },
	"return_check": func(c *Case, _ Event) []Notice { return c.toLead("returned", "") },
	"accept":       func(c *Case, _ Event) []Notice { return c.toLead("accepted", "") },
	"refuse":       func(c *Case, _ Event) []Notice { return c.toAuthors("refused") },
	"to_letter":    func(c *Case, _ Event) []Notice { return c.toAuthors("letter") },
	"merge":        func(c *Case, _ Event) []Notice { return c.toLead("merged", "") },
	"propose_units": func(c *Case, _ Event) []Notice {
		if c.Stream == InSession { // handed over together: their list tells whoever approves it
			return nil
		}
		return one("office_head", c.Congress, "to_approve", "")
	},
	"assign": func(c *Case, e Event) []Notice {
		return append(c.toNew(e.On), c.toLead("assigned_deputy", c.repliedBy())...)
	},
	"distribute": unitsChanged,
	"add_units":  unitsChanged,
	"object":     func(c *Case, e Event) []Notice { return c.toAssigner(e, "objection") },
	"grant_objection": func(c *Case, e Event) []Notice {
		return append(c.toUnit(e, "objection_granted"), unitsChanged(c, e)...)
	},
	"refuse_objection":  func(c *Case, e Event) []Notice { return c.toUnit(e, "objection_refused") },
	"ask_extension":     func(c *Case, _ Event) []Notice { return one("office_head", c.Congress, "extension_asked", "") },
	"grant_extension":   extended,
	"extend_by_notice":  extended,
	"refuse_extension":  func(c *Case, e Event) []Notice { return c.toUnit(e, "extension_refused") },
	"interim_reply":     func(c *Case, _ Event) []Notice { return c.toLead("interim", "") },
	"consider":          func(c *Case, _ Event) []Notice { return c.toLead("considered", "") },
	"mend_opinion":      func(c *Case, _ Event) []Notice { return c.toLeads("opinion_given") },
	"give_opinion":      func(c *Case, _ Event) []Notice { return c.toLeads("opinion_given") },
	"send_back_opinion": func(c *Case, e Event) []Notice { return c.toUnit(e, "opinion_sent_back") },
	"note_contact":      func(c *Case, _ Event) []Notice { return c.toLead("contact_noted", "") },
	"send_for_review":   func(c *Case, e Event) []Notice { return c.toHead(e, "to_review") },
	"approve_reply":     func(c *Case, e Event) []Notice { return c.toHead(e, "to_issue") },
	"send_back_reply":   func(c *Case, e Event) []Notice { return c.toUnit(e, "reply_sent_back") },
	"fail_precheck":     func(c *Case, e Event) []Notice { return c.toUnit(e, "reply_sent_back") },
	"issue":             replied,
	"pass_precheck":     replied,
	"deliver_letter":    replied,
	"discontent": func(c *Case, e Event) []Notice {
		key := "dissatisfied"
		if a := c.Assignment(e.Part); a != nil && a.Refusals >= 2 {
			key = "dissatisfied_again" // what the rules ask for then comes before the decision
		}
		return one("office", c.Congress, key, "")
	},
	"redo":               reworked,
	"redo_automatically": reworked,
	"rework":             reworked,
	"rework_for_author":  reworked,
	"redo_on_main":       func(c *Case, _ Event) []Notice { return c.toLead("redo_deputy", "") },
	"send_back_share":    reworked,
	"settle":             func(c *Case, _ Event) []Notice { return c.toLead("settled", "") },
	"stand_alone":        func(c *Case, _ Event) []Notice { return append(c.toLead("unmerged", ""), c.toUnits("reopened")...) },
	"unmerge":            func(c *Case, _ Event) []Notice { return append(c.toLead("unmerged", ""), c.toUnits("reopened")...) },
	"reopen":             func(c *Case, _ Event) []Notice { return c.toLead("reopened", "") },
	"give_up": func(c *Case, _ Event) []Notice {
		return append(c.toLead("promise_broken", ""), c.toSupervisors("promise_broken")...)
	},
	"succeed_unit":     succeeded,
	"note_mandate":     mandateNoted,
	"agree_withdrawal": func(c *Case, _ Event) []Notice { return c.toLead("withdrawal_agreed", "") },
	"claim_done": func(c *Case, _ Event) []Notice {
		return append(c.toLead("claimed_deputy", ""), c.toSupervisors("claimed")...)
	},
	"kept": func(c *Case, e Event) []Notice {
		return append(c.toUnit(e, "promise_kept"), c.toLead("promise_kept", "")...)
	},
	"carry_year": carried("promise_carried"),
	"carry_term": carried("promise_carried_term"),
	"move_date": func(c *Case, e Event) []Notice {
		out := append(c.toLead("promise_moved", ""), c.toSupervisors("promise_moved")...)
		if k := c.Commitment(e.Part); k != nil {
			for i := range out {
				out[i].Due = k.Due
			}
		}
		return out
	},
	"not_kept": func(c *Case, e Event) []Notice {
		return append(c.toUnit(e, "promise_unkept"), c.toSupervisors("promise_unkept")...)
	},
	"overturn": func(c *Case, e Event) []Notice {
		out := append(c.toUnit(e, "promise_unkept"), c.toLead("promise_unkept", "")...)
		if e.By == Special { // the file is the office's to close again
			out = append(out, one("office", c.Congress, "promise_unkept", "")...)
		}
		return out
	},
	"urge":               func(c *Case, _ Event) []Notice { return c.toUrged() },
	"instruct":           instructed,
	"move_instruction":   func(c *Case, e Event) []Notice { return c.toReporter(e, "to_report") },
	"pass_instruction":   func(c *Case, e Event) []Notice { return c.toReporter(e, "to_report") },
	"report_instruction": (*Case).toReader,
	"reader_left":        (*Case).toReader,
	"return_instruction": func(c *Case, e Event) []Notice { return c.toReporter(e, "instruction_returned") },
	"close_instruction":  func(c *Case, e Event) []Notice { return c.toReporter(e, "instruction_read") },
	"enter_reading":      func(c *Case, e Event) []Notice { return c.toReporter(e, "instruction_read") },
	"drop_instruction":   func(c *Case, e Event) []Notice { return c.toInstructor(e, "instruction_dropped") },
	"resume_instruction": func(c *Case, e Event) []Notice {
		return append(c.toReporter(e, "to_report"), c.toInstructor(e, "instruction_resumed")...)
	},
	"report_pressure": func(c *Case, _ Event) []Notice { return one("office_head", c.Congress, "pressure", "") },
	"answer_report": func(c *Case, e Event) []Notice {
		if r := find(c.Reports, e.Part); r != nil {
			return one("post", r.Post, "report_answered", "")
		}
		return nil
	},
	"cancel_invitation": func(c *Case, e Event) []Notice { return c.toSigner(e, "invitation_cancelled", "") },
	"register_form":     func(c *Case, _ Event) []Notice { return c.toLead("form_registered", "") },
	"ask_again":         func(c *Case, e Event) []Notice { return c.toSigner(e, "invited_again", c.CosignUntil) },
	"lapse":             func(c *Case, e Event) []Notice { return c.toSigner(e, "invitation_lapsed", "") },
	"doubt_form":        formDoubted,
	"invite_again":      func(c *Case, e Event) []Notice { return c.toSigner(e, "invited", c.CosignUntil) },
	"enter_evaluation": func(c *Case, _ Event) []Notice { // whose paper it is
		return one("post", c.Evaluations[len(c.Evaluations)-1].Post, "evaluation_entered", "")
	},
	"enter_withdrawal": func(c *Case, _ Event) []Notice { return c.toLead("withdrawal_entered", "") },
	"withdraw": func(c *Case, e Event) []Notice {
		out := append(c.toUnits("withdrawn"), one("office", c.Congress, "withdrawn", "")...)
		if e.By == flow.System {
			out = append(out, c.toLead("withdrawn", "")...)
		}
		return out
	},
}

// Notices returns who is to be told of these events under the packs of the book.
func Notices(c *Case, events []Event, b *rule.Book) []Notice {
	var out []Notice
	for _, e := range events {
		if f := told[e.Action]; f != nil {
			out = append(out, f(c, e)...)
		}
	}
	if p, ok := b.At(c.Pack.ID, c.Pack.Version); ok && p.Is(rule.JointReply, "lead") && len(c.Signers()) > 1 {
		return relayed(out)
	}
	return out
}

// relayed leaves it to the lead deputy to pass the reply on, where the pack has it sent to the lead alone (领衔代表转告).
func relayed(list []Notice) []Notice {
	var out []Notice
	for _, n := range list {
		switch n.Key {
		case "replied_cosigner":
			continue
		case "replied":
			n.Key = "replied_relay"
		}
		out = append(out, n)
	}
	return out
}

func holder(capacity string, id int64) string { return capacity + ":" + strconv.FormatInt(id, 10) }

func one(capacity string, id int64, key string, due calendar.Day) []Notice {
	if id == 0 {
		return nil
	}
	return []Notice{{Holder: holder(capacity, id), Key: key, Due: due}}
}

// toLead tells the lead deputy, and whoever acts instead.
func (c *Case) toLead(key string, due calendar.Day) []Notice {
	return append(one("post", c.Lead, key, due), one("post", c.StandIn(), key, due)...)
}

// toSupervisors tells the committee's office and, of a key suggestion, the special committee that supervises it.
func (c *Case) toSupervisors(key string) []Notice {
	return append(one("office", c.Congress, key, ""), one("special", c.KeyBody, key, "")...)
}

// toAuthors tells the lead deputy and everybody who signed.
func (c *Case) toAuthors(key string) []Notice {
	return append(c.toLead(key, ""), c.toSigners(Confirmed, key, "")...)
}

// toLeads tells every unit that leads co-handlers.
func (c *Case) toLeads(key string) []Notice {
	var out []Notice
	for _, unit := range c.Leads() {
		out = append(out, one("unit", unit, key, "")...)
	}
	return out
}

func (c *Case) toSigners(s flow.State, key string, due calendar.Day) []Notice {
	var out []Notice
	for _, g := range c.Signatures {
		if g.State == s {
			out = append(out, one("post", g.Post, key, due)...)
		}
	}
	return out
}

// toSigner tells the deputy whose co-signing an event moved.
func (c *Case) toSigner(e Event, key string, due calendar.Day) []Notice {
	return one("post", find(c.Signatures, e.Part).Post, key, due)
}

// toUnits tells every unit that has, or had until now, a share.
func (c *Case) toUnits(key string) []Notice {
	var out []Notice
	for _, a := range c.Assignments {
		if a.State != Reassigned && a.State != Distributed {
			out = append(out, c.toShare(a, key)...)
		}
	}
	return out
}

// toNew asks the units that were given a share by this act to sign for it.
func (c *Case) toNew(on calendar.Day) []Notice {
	var out []Notice
	for _, a := range c.Assignments {
		if a.State == ToSign && a.AssignedOn == on {
			out = append(out, c.toShare(a, "assigned")...)
		}
	}
	return out
}

func (c *Case) toShare(a *Assignment, key string) []Notice {
	due := calendar.Day("")
	if k := c.runningReply(a); k != nil {
		due = k.Due
	}
	return one("unit", a.Unit, key, due)
}

func (c *Case) toUnit(e Event, key string) []Notice {
	a := c.AssignmentOf(e.Part)
	if a == nil {
		return nil
	}
	return one("unit", a.Unit, key, c.dueOf(e))
}

func (c *Case) toHead(e Event, key string) []Notice {
	a := c.AssignmentOf(e.Part)
	if a == nil {
		return nil
	}
	return one("unit_head", a.Unit, key, c.dueOf(e))
}

func (c *Case) toAssigner(e Event, key string) []Notice {
	a := c.AssignmentOf(e.Part)
	if a == nil {
		return nil
	}
	if a.Replaces != 0 && c.Assignment(a.Replaces).State == Distributed {
		return one("gov", c.Congress, key, "")
	}
	return one("office", c.Congress, key, "")
}

func (c *Case) toUrged() []Notice {
	if len(c.Remarks) == 0 {
		return nil
	}
	last := c.Remarks[len(c.Remarks)-1]
	if last.Unit == 0 {
		return c.toUnits("urged")
	}
	return one("unit", last.Unit, "urged", "")
}

func (c *Case) dueOf(e Event) calendar.Day {
	if k := c.runningReply(c.AssignmentOf(e.Part)); k != nil {
		return k.Due
	}
	return ""
}

// repliedBy is the last day on which a reply of the case is due; empty when none is awaited.
func (c *Case) repliedBy() calendar.Day {
	last := calendar.Day("")
	for _, a := range c.Live() {
		if k := c.runningReply(a); k != nil && a.Role != Co {
			last = max(last, k.Due)
		}
	}
	return last
}

// unitsChanged asks the units that came in to sign for it, and tells the deputy that others handle the case.
func unitsChanged(c *Case, e Event) []Notice {
	return append(c.toNew(e.On), c.toLead("units_changed", "")...)
}

// extended tells the unit and, as the rules require, the deputy.
func extended(c *Case, e Event) []Notice {
	return append(c.toUnit(e, "extension_granted"), c.toLead("extended", c.dueOf(e))...)
}

func reworked(c *Case, e Event) []Notice {
	return append(c.toUnit(e, "redo"), c.toLead("redo_deputy", "")...)
}

// replied tells everybody who signed: each of them receives the reply.
func replied(c *Case, e Event) []Notice {
	if e.To != Delivered && e.Action != "deliver_letter" {
		return one("office", c.Congress, "to_precheck", "")
	}
	due := calendar.Day("")
	if a := c.AssignmentOf(e.Part); a != nil {
		if k := c.Clock("feedback", a.No); k != nil {
			due = k.Due
		}
	}
	out := append(c.toLead("replied", due), c.toSigners(Confirmed, "replied_cosigner", "")...)
	if c.Paused() {
		out = append(out, one("office", c.Congress, "paused", "")...)
	}
	return out
}
