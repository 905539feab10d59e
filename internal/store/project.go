package store

import (
	"cmp"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// never is the due day of a case that waits for nothing: it sorts last.
const never calendar.Day = "9999-12-31"

// projection is what the rows of a case must be, given the case. It is a pure function of it, so that verify can compare.
type projection struct {
	head        []any
	parties     map[any][]any
	assignments map[any][]any
	clocks      map[any][]any
	commitments map[any][]any
	evaluations map[any][]any
	proposed    map[any][]any
	tasks       map[any][]any
	instructed  map[any][]any
	said        suggestion.Text // no row: what it says to those who look for similar ones
}

const headColumns = `congress_id, session_id, version, state, stream, kind, number, title, lead_post, delegation_id, county_id,
	category_id, lead_unit, class, outcome, attitude, result, round, submitted_on, accepted_on, assigned_on, replied_on, closed_on,
	due_on, due_start, due_clock, due_part, provisional, at_meeting, protected, filed, accepted, history, escalated, excellent,
	key_level, ping_pong, open_promises, merged_into, missing, spoken, met, visited, instructed, first_on, answer_due, timing,
	first_outcome, first_result, rated_on, consent, published, effect, effect_open, kept, seq, chain`

func (s *Store) project(c *suggestion.Case) projection {
	p := projection{
		parties: map[any][]any{}, assignments: map[any][]any{}, clocks: map[any][]any{}, commitments: map[any][]any{}, evaluations: map[any][]any{},
		proposed: map[any][]any{}, tasks: map[any][]any{}, instructed: map[any][]any{}, said: said(c),
	}
	p.head = s.headRow(c)
	for _, k := range access.Parties(c) {
		p.parties[k] = []any{c.ID, k}
	}
	for _, a := range c.Assignments {
		p.assignments[a.No] = assignmentRow(c, a)
	}
	for i, k := range c.Clocks {
		var unit any
		if a := c.Assignment(k.Part); a != nil {
			unit = a.Unit
		}
		p.clocks[i] = []any{
			c.ID, i, c.Congress, k.Part, k.Name, k.Start, k.Raw, k.Due, k.Was, k.Stopped, k.Running(), k.Provisional, unit,
		}
	}
	for _, k := range c.Commitments {
		unit, percent := int64(0), 0
		if a := c.Assignment(k.Assignment); a != nil {
			unit = a.Unit
		}
		for _, g := range k.Progress {
			percent = max(percent, g.Percent)
		}
		p.commitments[k.No] = []any{
			c.ID, k.No, c.Congress, c.Session, unit, k.State, k.Words, k.Due, k.FirstDue, k.DoneOn, k.Rated, percent, k.RatedOn, c.ReportBy(k),
			c.MadeIn(k), c.YearIn(k), k.TermIn(), c.UnitAt(k), fileList(c.FilesOf(k.No)), c.CountedFrom(k),
		}
	}
	for _, e := range c.Evaluations {
		if a := c.Assignment(e.Assignment); a != nil && c.Disclosed(e) {
			p.evaluations[e.No] = []any{c.ID, e.No, c.Congress, c.Session, a.Unit, e.Round, e.Attitude, e.Result, e.On}
		}
	}
	if c.Proposal != nil {
		for i, s := range c.Proposal.Shares {
			p.proposed[i] = []any{c.ID, i, s.Unit, s.Role}
		}
	}
	for i, row := range taskRows(c) {
		p.tasks[i] = row
	}
	for _, i := range c.Instructions {
		p.instructed[i.No] = []any{c.ID, i.No, c.Congress, i.ReadFor(), c.Reporter(i), i.State, i.On, i.Until, i.Asked()}
	}
	return p
}

func (s *Store) headRow(c *suggestion.Case) []any {
	class, outcome := "", rule.Outcome("")
	pack, ok := s.Packs().At(c.Pack.ID, c.Pack.Version)
	if ok {
		class = c.Class(pack)
		if k, ok := pack.Class(class); ok {
			outcome = k.Outcome
		}
	}
	due, dueStart, dueClock, duePart, provisional := never, calendar.Day(""), rule.Clock(""), 0, false
	if k := c.Due(); k != nil {
		due, dueStart, dueClock, duePart, provisional = k.Due, k.Start, k.Name, k.Part, k.Provisional
	}
	var number any
	if c.Number != "" {
		number = c.Number
	}
	round, replied := 0, calendar.Day("")
	for _, a := range c.Answering() {
		round = max(round, a.Round)
		replied = max(replied, a.RepliedOn)
	}
	m := c.Measure(pack)
	attitude, result := worst(c)
	if t := c.Told; t != nil {
		replied = max(replied, t.RepliedOn)
		attitude, result = cmp.Or(t.Attitude, attitude), cmp.Or(t.Result, result)
	}
	return []any{
		c.Congress, c.Session, c.Version, c.State, c.Stream, c.Kind, number, c.Text.Title, Null(c.Lead), Null(c.Delegation),
		Null(c.County), Null(c.Category), Null(c.LeadUnit()), class, outcome, attitude, result, round, c.SubmittedOn, c.AcceptedOn,
		c.AssignedOn, replied, c.ClosedOn, due, dueStart, dueClock, duePart, provisional, c.AtMeeting, c.About.Protected,
		access.IsFiled(c), access.IsAccepted(c), c.History, c.Escalated, c.Excellent, c.KeyLevel, c.PingPong, c.OpenCommitments(),
		Null(c.MergedInto), missing(c, pack, attitude), m.Spoken, m.Met, m.Visited, m.Instructed, m.FirstOn, m.AnswerDue, m.Timing,
		m.FirstOutcome, m.FirstResult, m.RatedOn, m.Consent, m.Published, m.Effect, m.OpenEffect, m.Kept, c.Seq, c.Chain,
	}
}

// missing writes the facts that a case does not tell so that each can be looked for with its commas: those that the sheet of a past year
// lacks, its promises among them when it names none, and the attitude where the pack does not ask for it.
func missing(c *suggestion.Case, p *rule.Pack, attitude suggestion.Rating) string {
	facts := c.Missing
	if c.History && len(c.Commitments) == 0 {
		facts = append(slices.Clone(facts), suggestion.PromisesFact)
	}
	if p != nil && !c.History && !p.RatesBoth() && attitude == "" {
		facts = []suggestion.Fact{suggestion.AttitudeFact}
	}
	if len(facts) == 0 {
		return ""
	}
	out := ","
	for _, f := range facts {
		out += string(f) + ","
	}
	return out
}

// worst returns the least favourable closed ratings among the answering units; empty while nobody has rated.
func worst(c *suggestion.Case) (attitude, result suggestion.Rating) {
	rank := map[suggestion.Rating]int{"": 0, suggestion.Satisfied: 1, suggestion.Basically: 2, suggestion.NotSatisfied: 3}
	for _, a := range c.Answering() {
		if rank[a.Attitude] > rank[attitude] {
			attitude = a.Attitude
		}
		if rank[a.Result] > rank[result] {
			result = a.Result
		}
	}
	return attitude, result
}

func assignmentRow(c *suggestion.Case, a *suggestion.Assignment) []any {
	contacts, met, visited := 0, 0, 0
	for _, k := range c.Contacts {
		if k.Assignment != a.No || k.State != suggestion.Confirmed {
			continue
		}
		contacts++
		if k.FaceToFace() {
			met++
		}
		if k.Way == "visit" {
			visited++
		}
	}
	answerDue, timing := c.AnswerTiming(a)
	redoDue, redoTiming := c.RedoTiming(a)
	reply := ""
	if r := c.ReplyOf(a.No, a.Round); r != nil {
		reply = string(r.State)
	}
	return []any{
		c.ID, a.No, c.Congress, c.Session, a.Unit, Null(a.Special), Null(a.AssignedBy), a.Role, a.State, a.Round, a.Class, a.Outcome,
		a.Attitude, a.Result, a.FirstResult, a.Refusals, a.AssignedOn, a.SignedOn, a.FirstOn, a.RepliedOn, a.RatedOn, reply,
		contacts, a.InstructOn != "", met, visited, c.SignDue(a), answerDue, timing, redoDue, redoTiming, c.EffectOf(a), c.OpenEffectOf(a),
	}
}
