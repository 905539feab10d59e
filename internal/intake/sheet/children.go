package sheet

import "huiyin/internal/calendar"

// owner finds the suggestion a row of another sheet belongs to: by number, and by term, session and stream where the row
// gives them. They are needed only when the number alone does not tell.
func (y *yearReader) owner(r *record) *Suggestion {
	term, session, stream, number := r.int("term", 1), r.int("session", 1), Stream(r.choice("stream")), r.label("number")
	if number == "" {
		return nil
	}
	var found []int
	for _, i := range y.byNumber[number] {
		k := y.year.Suggestions[i].Key
		if (term == 0 || term == k.Term) && (session == 0 || session == k.Session) && (stream == "" || stream == k.Stream) {
			found = append(found, i)
		}
	}
	switch len(found) {
	case 1:
		return &y.year.Suggestions[found[0]]
	case 0:
		r.fail("number", "import.number_unknown", "number", number)
	default:
		r.fail("number", "import.number_ambiguous", "number", number, "count", len(found))
		for _, i := range found {
			y.report.spoil(Suggestions, y.year.Suggestions[i].Row, y.year.Suggestions[i].Row)
		}
	}
	return nil
}

func (y *yearReader) assignment(r *record) {
	a := Assignment{Row: r.row}
	s := y.owner(r)
	a.Unit, a.Role = r.unit("unit"), Role(r.choice("role"))
	a.Assigned, a.Signed = r.happened("assigned"), r.happened("signed")
	a.Reply = reply(r)
	a.CoOpinion, a.CoDay = r.long("co_opinion"), r.happened("co_day")
	r.inOrder("assigned", a.Assigned, "signed", a.Signed, "replied", a.Reply.Day, "evaluated", a.Reply.Evaluated)
	r.inOrder("assigned", a.Assigned, "co_day", a.CoDay)
	if a.Role == CoUnit && !a.Reply.Empty() {
		r.fail("role", "import.co_replies")
	}
	if a.Role != CoUnit && a.Role != "" && (a.CoOpinion != "" || a.CoDay != "") {
		r.fail("co_opinion", "import.opinion_of_lead")
	}
	if s == nil {
		return
	}
	for _, other := range s.Assignments {
		if a.Unit.Name != "" && (Fold(other.Unit.Name) == Fold(a.Unit.Name) || a.Unit.ID != 0 && other.Unit.ID == a.Unit.ID) {
			r.fail("unit", "import.unit_twice", "unit", a.Unit.Name, "first", r.rd.cell(other.Row, "unit"), "second", r.rd.cell(r.row, "unit"))
			break
		}
	}
	if s.Outcome == Returned || s.Outcome == Letter {
		r.fail("number", "import.outcome_assigned", "number", s.Number, "outcome", keyOf(valueKey("outcome", string(s.Outcome))))
	}
	r.notBefore("assigned", a.Assigned, latest(s.Submitted, s.Accepted))
	if a.Assigned == "" {
		r.notBefore("replied", a.Reply.Day, s.Handover)
	}
	s.Assignments = append(s.Assignments, a)
}

func (y *yearReader) commitment(r *record) {
	c := Commitment{Row: r.row}
	s := y.owner(r)
	c.Unit, c.Words, c.Result = r.unit("unit"), r.long("words"), r.long("result")
	c.Due, c.State, c.Done = r.day("due"), State(r.choice("state")), r.happened("done")
	if c.Done != "" && c.State != Kept {
		r.fail("done", "import.done_not_kept")
	}
	if s == nil {
		return
	}
	r.notBefore("due", c.Due, s.Handover)
	r.notBefore("done", c.Done, s.Handover)
	s.Commitments = append(s.Commitments, c)
}

func (y *yearReader) praise(r *record) {
	p := Praise{Row: r.row, Unit: r.unit("unit"), Award: r.short("award")}
	for _, other := range y.year.Commended {
		if p.Unit.Name != "" && Fold(other.Unit.Name) == Fold(p.Unit.Name) && other.Award == p.Award {
			r.fail("unit", "import.unit_twice", "unit", p.Unit.Name, "first", r.rd.cell(other.Row, "unit"), "second", r.rd.cell(r.row, "unit"))
		}
	}
	y.year.Commended = append(y.year.Commended, p)
}

// notBefore checks a day against one from the sheet of suggestions.
func (r *record) notBefore(key string, day, least calendar.Day) {
	if day != "" && least != "" && day < least {
		r.fail(key, "import.before_case", "header", r.rd.title[r.rd.column(key)], "day", day, "least", least)
	}
}

func latest(days ...calendar.Day) calendar.Day {
	var out calendar.Day
	for _, d := range days {
		out = max(out, d)
	}
	return out
}
