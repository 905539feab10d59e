package sheet

import "cmp"

// link checks what only all sheets together tell.
func (y *yearReader) link() {
	for _, ref := range y.intoOf {
		y.merge(ref)
	}
	y.mergeRings()
	for i := range y.year.Suggestions {
		s := &y.year.Suggestions[i]
		y.roles(s)
		y.shareReply(s)
		y.judged(s)
		y.promises(s)
	}
}

// merge finds the suggestion into which another went: in the same session, in its own stream before the other.
func (y *yearReader) merge(ref intoRef) {
	s := &y.year.Suggestions[ref.at]
	rd := y.read[Suggestions]
	target := -1
	for _, i := range y.byNumber[ref.number] {
		k := y.year.Suggestions[i].Key
		if k.Term == s.Term && k.Session == s.Session && (target < 0 || k.Stream == s.Stream) {
			target = i
		}
	}
	switch {
	case target < 0:
		rd.fail(s.Row, "into", "import.merged_unknown", "value", ref.number)
	case target == ref.at:
		rd.fail(s.Row, "into", "import.merged_self")
	default:
		s.Into = y.year.Suggestions[target].Key
		if o := y.year.Suggestions[target].Outcome; o != Handled && o != Merged {
			rd.fail(s.Row, "into", "import.merged_ended", "value", ref.number, "outcome", keyOf(valueKey("outcome", string(o))))
		}
	}
}

// mergeRings finds suggestions that were merged into each other in a circle.
func (y *yearReader) mergeRings() {
	into := map[Key]Key{}
	for _, s := range y.year.Suggestions {
		if s.Into.Number != "" {
			into[s.Key] = s.Into
		}
	}
	for _, s := range y.year.Suggestions {
		k := s.Into
		for steps := 0; k.Number != "" && steps <= len(into); steps++ {
			if k == s.Key {
				y.read[Suggestions].fail(s.Row, "into", "import.merged_ring", "value", s.Into.Number)
				break
			}
			k = into[k]
		}
	}
}

// roles checks that the units' parts fit together: a sole unit alone, a co-handler under a lead.
func (y *yearReader) roles(s *Suggestion) {
	count := map[Role]int{}
	for _, a := range s.Assignments {
		count[a.Role]++
	}
	for _, a := range s.Assignments {
		switch {
		case a.Role == Sole && len(s.Assignments) > 1:
			y.read[Assignments].fail(a.Row, "role", "import.sole_not_alone", "number", s.Number)
		case a.Role == CoUnit && count[LeadUnit]+count[Separate] == 0 && count[Sole] == 0:
			y.read[Assignments].fail(a.Row, "role", "import.co_without_lead", "number", s.Number)
		}
	}
}

// shareReply gives the facts of an answer that stand on one sheet to the other, when only one unit answered. Where both
// sheets tell and disagree, neither is believed.
func (y *yearReader) shareReply(s *Suggestion) {
	var only *Assignment
	for i := range s.Assignments {
		if s.Assignments[i].Role.Answers() {
			if only != nil {
				return
			}
			only = &s.Assignments[i]
		}
	}
	if only == nil {
		return
	}
	a, b := &s.Reply, &only.Reply
	share(y, s, only, "class", &a.Class, &b.Class)
	share(y, s, only, "reply_number", &a.Number, &b.Number)
	share(y, s, only, "replied", &a.Day, &b.Day)
	share(y, s, only, "reply_text", &a.Text, &b.Text)
	share(y, s, only, "attitude", &a.Attitude, &b.Attitude)
	share(y, s, only, "result", &a.Result, &b.Result)
	share(y, s, only, "evaluated", &a.Evaluated, &b.Evaluated)
}

func share[T ~string](y *yearReader, s *Suggestion, a *Assignment, key string, x, z *T) {
	if *x != "" && *z != "" && *x != *z {
		y.read[Assignments].fail(a.Row, key, "import.reply_differs", "header", keyOf(headerKey(Suggestions, key)),
			"cell", y.read[Suggestions].cell(s.Row, key))
	}
	*x, *z = cmp.Or(*x, *z), cmp.Or(*z, *x)
}

// judged checks that an evaluation has an answer to judge, and an answer a hand-over before it.
func (y *yearReader) judged(s *Suggestion) {
	for _, a := range s.Assignments {
		if rd := y.read[Assignments]; evaluatedBy(a.Reply) && !answeredBy(a.Reply) && !answeredBy(s.Reply) {
			rd.fail(a.Row, "result", "import.evaluated_without_reply")
		} else if a.Role.Answers() && a.Assigned != "" && a.Reply.Day != "" && a.Reply.Day < a.Assigned && !y.report.bad[Assignments][a.Row] {
			rd.fail(a.Row, "assigned", "import.replied_before_assigned", "replied", a.Reply.Day, "assigned", a.Assigned)
		}
	}
	rd := y.read[Suggestions]
	if evaluatedBy(s.Reply) && !answered(s) {
		rd.fail(s.Row, "result", "import.evaluated_without_reply")
	}
	silent := func(l Level) bool { return l == NotEvaluated || l == "" }
	if silent(s.Reply.Attitude) && silent(s.Reply.Result) && s.Reply.Attitude+s.Reply.Result != "" && s.Reply.Evaluated != "" {
		rd.fail(s.Row, "evaluated", "import.not_evaluated_day")
	}
}

// answered reports whether anything is known of an answer to the case, on either sheet.
func answered(s *Suggestion) bool {
	for _, a := range s.Assignments {
		if answeredBy(a.Reply) {
			return true
		}
	}
	return answeredBy(s.Reply)
}

func answeredBy(r Reply) bool { return r.Class != "" || r.Number != "" || r.Day != "" || r.Text != "" }

func evaluatedBy(r Reply) bool {
	said := func(l Level) bool { return l != "" && l != NotEvaluated }
	return said(r.Attitude) || said(r.Result) || r.Evaluated != ""
}

// promises looks for commitments where the class asks for them, and for their units among those that answered.
func (y *yearReader) promises(s *Suggestion) {
	units := map[string]bool{}
	for _, a := range s.Assignments {
		if a.Role.Answers() {
			units[Fold(a.Unit.Name)] = true
			units[unitID(a.Unit)] = true
		}
	}
	for _, c := range s.Commitments {
		if c.Unit.Name != "" && len(units) > 0 && !units[Fold(c.Unit.Name)] && (c.Unit.ID == 0 || !units[unitID(c.Unit)]) {
			y.read[Commitments].fail(c.Row, "unit", "import.promise_of_stranger", "unit", c.Unit.Name, "number", s.Number)
		}
	}
	if class := y.classOf(s); class != "" && len(s.Commitments) == 0 && y.opt.Promises != nil && y.opt.Promises(class) {
		y.read[Suggestions].note(SeverityWarning, s.Row, "class", "import.no_promise", "class", y.opt.label(class))
	}
}
