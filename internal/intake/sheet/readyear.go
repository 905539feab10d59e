package sheet

import (
	"context"
	"io"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
)

// ReadYear reads a workbook that carries one or more historical years of a congress. Problems of cells, rows and sheets
// come back as a list in which every complaint names its cell; a file that cannot be read at all is a *fault.Error: Invalid
// when it is not a workbook, TooLarge when it is or unpacks too large. The year holds every row that could be located,
// those with errors too: ask Good before taking any.
func ReadYear(ctx context.Context, r io.ReaderAt, size int64, opt Options) (*Year, []Problem, error) {
	e, err := open(r, size, opt)
	if err != nil {
		return nil, nil, err
	}
	y := &yearReader{env: e, year: &Year{Congress: opt.Congress}, byNumber: map[string][]int{}, firstRow: map[Key]int{}}
	if e.isOther(Suggestions) {
		y.year.torn = true
		return y.year, e.report.problems(), nil
	}
	for _, t := range YearTables {
		name, ok := e.find(t)
		if !ok && t.Required && len(e.book.names) == 1 {
			// One sheet under a name of its own: people keep such lists. The header decides whether it is one.
			name, ok = e.book.names[0], true
			e.report.add(t.Key, Problem{Sheet: name.name, Key: "import.sheet_renamed", Args: []any{"name", name.name}, Severity: SeverityWarning})
		}
		if !ok {
			e.missing(t)
			continue
		}
		if err := e.rows(ctx, t, name, y.take(t.Key)); err != nil {
			return nil, nil, err
		}
	}
	e.strangers(YearTables, PeopleTables)
	y.link()
	y.checkTotals()
	y.year.bad, y.year.torn, y.year.rows = e.report.bad, e.report.torn, e.read[Suggestions]
	if len(y.year.Suggestions) == 0 && !e.report.torn {
		e.report.add(Suggestions, Problem{Key: "import.no_rows"})
		y.year.torn = true
	}
	return y.year, e.report.problems(), nil
}

func open(r io.ReaderAt, size int64, opt Options) (*env, error) {
	b, err := openBook(r, size)
	if err != nil {
		return nil, err
	}
	if len(b.names) == 0 {
		return nil, fault.New(fault.Invalid, "import.file.not_xlsx")
	}
	return &env{book: b, opt: opt, seek: seeker{dir: opt.Directory}, report: newReport(), read: map[string]*reading{}}, nil
}

// missing reports a sheet that is not there: an error when it must be, a warning when its facts will be 未载, nothing for
// the control figures.
func (e *env) missing(t Table) {
	p := Problem{Key: "import.sheet_missing", Args: []any{"sheet", keyOf(sheetKey(t.Key))}, Severity: SeverityWarning}
	switch {
	case t.Required:
		p.Severity = SeverityError
	case t.Key != Assignments:
		return
	}
	e.report.add(t.Key, p)
}

// isOther reports whether the file lacks the sheet that is asked for and holds the sheet of another import, and says so once: what is wrong
// with its columns by the measure of the sheet that is not there would help nobody.
func (e *env) isOther(asked string) bool {
	elsewhere := append(slices.Clone(PeopleTables), tableOf(YearTables, Suggestions))
	if _, ok := e.find(tableOf(elsewhere, asked)); ok {
		return false
	}
	for _, t := range elsewhere {
		if s, ok := e.find(t); ok {
			e.report.add("", Problem{Sheet: s.name, Key: "import.sheet_other", Args: []any{"kind", keyOf(sheetKey(t.Key)), "who", i18n.Key("import.who." + t.Key)}})
			return true
		}
	}
	return false
}

// strangers warns about sheets that no table knows; the sheet of instructions is known.
func (e *env) strangers(groups ...[]Table) {
	known := map[string]bool{}
	for _, s := range spellings(sheetKey("guide")) {
		known[Fold(s)] = true
	}
	for _, rd := range e.read {
		known[Fold(rd.name)] = true
	}
	for _, tables := range groups {
		for _, t := range tables {
			for _, s := range spellings(sheetKey(t.Key)) {
				known[Fold(s)] = true
			}
		}
	}
	for _, s := range e.book.names {
		if !known[Fold(s.name)] {
			e.report.add("", Problem{Sheet: s.name, Key: "import.sheet_unknown", Args: []any{"name", s.name}, Severity: SeverityWarning})
		}
	}
}

// yearReader gathers the rows of all sheets.
type yearReader struct {
	*env
	year     *Year
	byNumber map[string][]int // number → places in year.Suggestions
	firstRow map[Key]int
	intoOf   []intoRef
	totals   []stated
}

type intoRef struct {
	at     int // place in year.Suggestions
	number string
}

func (y *yearReader) take(table string) func(*record) {
	switch table {
	case Suggestions:
		return y.suggestion
	case Assignments:
		return y.assignment
	case Commitments:
		return y.commitment
	case Commended:
		return y.praise
	default:
		return y.total
	}
}

func (y *yearReader) suggestion(r *record) {
	if y.totalRow(r) {
		return
	}
	s := Suggestion{Row: r.row}
	y.congress(r)
	s.Term, s.Session = r.int("term", 1), r.int("session", 1)
	span, known := Span{}, true
	if y.opt.Session != nil && s.Term > 0 && s.Session > 0 {
		span, known = y.opt.Session(s.Term, s.Session)
	}
	if !known {
		r.fail("session", "import.no_session", "term", s.Term, "number", s.Session)
	}
	s.Stream, s.Number = Stream(r.choice("stream")), r.label("number")
	s.Title = r.short("title")
	s.Situation, s.Analysis, s.Requests, s.Text = r.long("situation"), r.long("analysis"), r.long("requests"), r.long("text")
	if s.Text != "" && s.Situation+s.Analysis+s.Requests != "" {
		r.fail("text", "import.text_twice")
	}
	y.proposers(r, &s)
	s.Category = r.named("category", func(d *Directory) Names { return d.Categories })
	s.Origin, s.Publication = r.choice("origin"), r.choice("publication")
	s.Submitted, s.Accepted, s.Handover = r.happened("submitted"), r.happened("accepted"), r.happened("handover")
	if !span.holds(s.Submitted) {
		r.warn("session", "import.other_session", "day", s.Submitted, "term", s.Term, "number", s.Session)
	}
	s.AtMeeting = Answer(r.choice("meeting"))
	s.Outcome = Outcome(r.choice("outcome"))
	s.Reply = reply(r)
	s.KeyLevel, s.KeyLeader = KeyLevel(r.choice("key")), r.short("key_leader")
	s.KeyCommittee = r.named("key_committee", func(d *Directory) Names { return d.Committees })
	s.Excellent = Answer(r.choice("excellent"))
	y.outcome(r, &s)
	r.inOrder("submitted", s.Submitted, "accepted", s.Accepted, "handover", s.Handover, "replied", s.Reply.Day, "evaluated", s.Reply.Evaluated)
	y.keep(r, s)
}

// congress checks that the rows are meant for this congress.
func (y *yearReader) congress(r *record) {
	code := r.label("congress")
	switch {
	case code == "":
	case y.year.Congress == "":
		y.year.Congress = code
	case Fold(code) != Fold(y.year.Congress):
		r.fail("congress", "import.other_congress", "value", code, "congress", y.year.Congress)
	}
}

func (y *yearReader) proposers(r *record, s *Suggestion) {
	s.Lead = r.person("lead", "cert")
	s.Cosigners = r.people("cosigners")
	s.Delegation = r.named("delegation", func(d *Directory) Names { return d.Delegations })
	s.Contact = r.person("contact", "")
	if !r.has("lead") && !r.has("cert") && !r.has("delegation") {
		r.fail("lead", "import.no_proposer")
	}
	if s.Contact.Name != "" && s.Delegation.Name == "" {
		r.fail("contact", "import.contact_without_delegation")
	}
	for _, c := range s.Cosigners {
		if c.Name == s.Lead.Name && c.ID == s.Lead.ID && s.Lead.Name != "" && (c.Cert == "" || c.Cert == s.Lead.Cert) {
			r.fail("cosigners", "import.person_twice", "name", c.Name)
		}
	}
}

// outcome checks what a row may say given what became of the suggestion.
func (y *yearReader) outcome(r *record, s *Suggestion) {
	switch into := r.label("into"); {
	case s.Outcome == Merged && into == "":
		r.fail("into", "import.merged_where")
	case s.Outcome != Merged && into != "":
		r.fail("into", "import.not_merged", "value", into)
	case into != "":
		y.intoOf = append(y.intoOf, intoRef{len(y.year.Suggestions), into})
	}
	if s.Outcome == Returned || s.Outcome == Letter {
		for _, key := range []string{"handover", "class", "reply_text", "reply_number", "replied", "attitude", "result", "evaluated"} {
			if r.has(key) {
				r.fail(key, "import.outcome_conflict", "outcome", keyOf(valueKey("outcome", string(s.Outcome))))
			}
		}
	}
	if s.KeyLeader != "" && s.KeyLevel != KeyLeader {
		r.fail("key_leader", "import.key_leader_conflict")
	}
}

// reply reads the columns that tell of an answer; both sheets name them alike.
func reply(r *record) Reply {
	return Reply{
		Class: r.class("class"), Number: r.short("reply_number"), Day: r.happened("replied"), Text: r.long("reply_text"),
		Attitude: Level(r.choice("attitude")), Result: Level(r.choice("result")), Evaluated: r.happened("evaluated"),
	}
}

// keep stores a row and finds its number twice.
func (y *yearReader) keep(r *record, s Suggestion) {
	if s.Number != "" {
		if first, twice := y.firstRow[s.Key]; twice {
			r.fail("number", "import.number_twice", "number", s.Number, "first", r.rd.cell(first, "number"), "second", r.rd.cell(r.row, "number"))
			r.rd.fail(first, "number", "import.number_twice", "number", s.Number, "first", r.rd.cell(first, "number"), "second", r.rd.cell(r.row, "number"))
		} else {
			y.firstRow[s.Key] = r.row
			y.byNumber[s.Number] = append(y.byNumber[s.Number], len(y.year.Suggestions))
		}
	}
	y.year.Suggestions = append(y.year.Suggestions, s)
}

// inOrder checks that the days of a row, given as column, day pairs, do not go backwards; absent days are passed over.
func (r *record) inOrder(pairs ...any) {
	before, beforeKey := calendar.Day(""), ""
	for i := 0; i+1 < len(pairs); i += 2 {
		key, day := pairs[i].(string), pairs[i+1].(calendar.Day)
		if day == "" {
			continue
		}
		if before != "" && day < before {
			r.fail(key, "import.order", "later", r.rd.title[r.rd.column(key)], "day", day, "earlier", r.rd.title[r.rd.column(beforeKey)], "before", before)
		}
		before, beforeKey = day, key
	}
}
