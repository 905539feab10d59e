package store

import (
	"huiyin/internal/access"
	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// filtered adds what a filter asks of the case s.
func filtered(w *Where, sc access.Scope, f suggestion.Filter) {
	besides(w, sc, f)
	waiting(w, sc, f)
}

// besides is filtered without that something waits: the lists of what waits begin there.
func besides(w *Where, sc access.Scope, f suggestion.Filter) {
	w.AndIf(f.Session != 0, "s.session_id = ?", f.Session)
	oneOf(w, "s.state", f.States)
	w.AndIf(f.Number != "", "s.number = ?", f.Number)
	if f.Text != "" {
		like := LikeContains(f.Text)
		w.And(`(s.title LIKE ? ESCAPE '\' OR s.number LIKE ? ESCAPE '\')`, like, like)
	}
	if f.Unit != 0 || f.Special != 0 || f.UnitStates != nil || f.UnitRole != "" {
		cond, args := "SELECT a.suggestion_id FROM assignment a WHERE a.congress_id = ?", []any{sc.Congress}
		if f.Unit != 0 {
			cond, args = cond+" AND a.unit_id = ?", append(args, f.Unit)
		}
		if f.Special != 0 {
			cond, args = cond+" AND a.special_id = ?", append(args, f.Special)
		}
		if f.UnitRole != "" {
			cond, args = cond+" AND a.role = ?", append(args, f.UnitRole)
		}
		if f.UnitStates != nil {
			cond, args = cond+" AND a.state IN ("+marks(len(f.UnitStates))+")", append(args, anys(f.UnitStates)...)
		} else {
			cond += " AND a.state NOT IN ('reassigned', 'distributed', 'ended')"
		}
		w.And(checked(f)+"s.id IN ("+cond+")", args...)
	}
	if kinds := org.BodyKinds(f.Body); kinds != nil {
		w.And("s.id IN (SELECT a.suggestion_id FROM assignment a JOIN org o ON o.id = a.unit_id WHERE a.congress_id = ? AND a.role <> 'co' AND a.state NOT IN ('reassigned', 'distributed', 'ended') AND o.kind IN ("+marks(len(kinds))+"))",
			append([]any{sc.Congress}, anys(kinds)...)...)
	}
	w.AndIf(f.Category != 0, "s.category_id IN (SELECT id FROM category WHERE id = ? OR parent_id = ?)", f.Category, f.Category)
	named(w, sc, "s.delegation_id", f.Delegation)
	named(w, sc, "s.lead_post", f.Lead)
	named(w, sc, "s.county_id", f.County)
	w.AndIf(f.LeadUnit != 0, "s.lead_unit = ?", f.LeadUnit)
	w.AndIf(f.Stream != "", "s.stream = ?", f.Stream)
	w.AndIf(f.Class != "", "s.class = ?", f.Class)
	oneOf(w, "s.outcome", f.Outcomes)
	oneOf(w, "s.attitude", f.Attitudes)
	oneOf(w, "s.result", f.Results)
	keyLevel(w, sc, f.KeyLevel)
	instructed(w, sc, f.Instruction)
	w.AndIf(f.Clock != "", "s.due_clock = ?", f.Clock)
	due(w, sc, f)
	flag(w, "s.at_meeting = ?", f.AtMeeting)
	flag(w, "s.excellent = ?", f.Excellent)
	flag(w, "s.escalated = ?", f.Escalated)
	flag(w, "s.history = ?", f.History)
	flag(w, "s.protected = ?", f.Protected)
	if f.Replied != nil {
		w.AndIf(*f.Replied, answered, true)
		w.AndIf(!*f.Replied, "NOT "+answered, true)
	}
	for _, k := range f.Known {
		w.And(`s.missing = '' OR s.missing NOT LIKE ? ESCAPE '\'`, LikeContains(","+string(k)+","))
	}
	if f.Promises != nil {
		w.AndIf(*f.Promises, "s.open_promises > 0")
		w.AndIf(!*f.Promises, "s.open_promises = 0")
	}
	measured(w, sc, f)
}

// answered is the condition that a case was answered. Of a past year the answer may be known without its day: by its class, or by its words or number
// alone, which are why the fact is not among those that the sheet does not tell. The argument is the mark of true.
const answered = `(s.replied_on <> '' OR s.history = ? AND (s.class <> ''
	OR s.state NOT IN ('refused', 'letter', 'withdrawn', 'merged') AND s.missing NOT LIKE '%,replied,%'))`

// byOwnLimits reports whether a filter asks for cases by the limits of the reader's own unit that end in a span: these are few.
func byOwnLimits(f suggestion.Filter) bool { return f.Own != 0 && f.DueTo != "" }

// checked marks a list of cases that SQLite is not to start from, since those by the unit's own limits are fewer.
func checked(f suggestion.Filter) string {
	if byOwnLimits(f) {
		return "+"
	}
	return ""
}

// named looks for an author or what tells of one. Whoever may know the name finds it (access.View shows it); for everybody else a case of
// protected identity has none, in lists, counts and groups alike.
func named(w *Where, sc access.Scope, column string, id int64) {
	if id == 0 {
		return
	}
	w.And(column+" = ?", id)
	if !sc.Names {
		w.And("s.protected = ?", false)
	}
}

// contacted are the columns behind the ways of contact that a filter can ask for.
var contacted = map[string]string{"any": "spoken", "met": "met", "visited": "visited"}

// effectOf is the column of the effect as a scope may know it.
func effectOf(sc access.Scope) string {
	if sc.Hears() {
		return "effect"
	}
	return "effect_open"
}

// measured adds what a filter asks of the facts that figures count.
func measured(w *Where, sc access.Scope, f suggestion.Filter) {
	switch f.Contact {
	case "":
	case suggestion.NeverContacted: // the rest of those of which the share of contacted ones is taken
		w.And("s.spoken = ? AND s.history = ?", false, false)
		oneOf(w, "s.state", indicator.Handed().States)
	default:
		w.And("s."+contacted[f.Contact]+" = ?", true)
	}
	flag(w, "s.instructed = ?", f.Instructed)
	flag(w, "s.kept = ?", f.Kept)
	oneOf(w, "s.timing", f.Timings)
	w.AndIf(f.AnswerDue != "", "s.answer_due <> '' AND s.answer_due <= ?", f.AnswerDue)
	oneOf(w, "s.first_outcome", f.FirstOutcomes)
	oneOf(w, "s.first_result", f.FirstResults)
	oneOf(w, "s.consent", f.Consents)
	oneOf(w, "s.published", f.Published)
	oneOf(w, "s."+effectOf(sc), f.Effects)
	if f.Redone != nil {
		w.AndIf(*f.Redone, "s.round > 1")
		w.AndIf(!*f.Redone, "s.round <= 1")
	}
}

// keyLevel keeps the key suggestions of a level; a leader's own are those of the items to which the post is a party.
func keyLevel(w *Where, sc access.Scope, level string) {
	switch level {
	case "":
	case "any":
		w.And("s.key_level <> ''")
	case "own":
		w.And(`s.key_level <> '' AND s.id IN (SELECT c.suggestion_id FROM dossier_party p JOIN dossier d ON d.id = p.dossier_id
			JOIN dossier_case c ON c.dossier_id = d.id WHERE d.kind = 'key' AND p.holder = ?)`, access.Post(sc.Post))
	default:
		w.And("s.key_level = ?", level)
	}
}
