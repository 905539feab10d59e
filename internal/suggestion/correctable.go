package suggestion

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
)

// Correctable is one entry of the record that a correction (更正) may mend: what is asked for it, in which states of the case, and what it does.
// Everything else about corrections is made from this list: the row of the table, the form, the check, the effect, the document.
type Correctable struct {
	Field  string
	Inputs []string // of Correct, in the order of the page; the first brings the right value
	In     states   // of a case that was handled here
	Past   states   // of a case of a past year (历史件)
	OfUnit bool     // it belongs to one unit's share, or to the answer as told of the whole case

	// now is what the record says; empty where it says nothing. The share is nil for the case as a whole.
	now func(c *Case, a *Assignment) string
	// blank: it may be filled in also where the case was handled here.
	blank bool
	// listed: it is of the list of units, and where nobody handled the case there is none to mend.
	listed bool
	// may reports whether an entry that the record holds may be mended of a case that was handled here; nil: it may.
	may func(c *Case, a *Assignment) bool
	// fills are the facts not told (未载) that a correction tells.
	fills []Fact
	// check complains about the right value.
	check func(x *X, a *Assignment, c *Correct, f *fault.Fields)
	// mend puts the right value into the record.
	mend func(x *X, a *Assignment, k *Correction)
}

var (
	filed    = states{Submitted, Checking, Reviewing, Returned}
	left     = states{Refused, Letter, Withdrawn, Merged}
	ended    = states{Closed, Archived}
	numbered = together(states{Pending}, alive, ended, left)
	given    = together(alive, ended, states{Withdrawn, Merged})
	past     = together(alive, ended, left)
)

func together(lists ...states) states { return slices.Concat(lists...) }

// Correctables are the entries of the record that can be corrected, in the order of the page. A secret one (涉密件存目) is number and day alone and
// takes no words, so not those of a correction either.
var Correctables = []Correctable{
	{
		Field: "number", Inputs: []string{"to"}, In: numbered, Past: past,
		now: func(c *Case, _ *Assignment) string { return c.Number }, check: checkNumber,
		mend: func(x *X, _ *Assignment, k *Correction) { x.Number = k.To },
	},
	{
		Field: "title", Inputs: []string{"title"}, Past: past, // a text that was handed in here is its author's
		now:  func(c *Case, _ *Assignment) string { return c.Text.Title },
		mend: func(x *X, _ *Assignment, k *Correction) { x.Text.Title = k.To },
	},
	{
		Field: "lead", Inputs: []string{"lead"}, Past: past, // a suggestion that was handed in here bears the signature of whoever made it
		now:   func(c *Case, _ *Assignment) string { return number(c.Lead) },
		check: checkLead, mend: mendLead,
	},
	{
		Field: "stream", Inputs: []string{"stream"}, In: together(filed, numbered), Past: past,
		now:  func(c *Case, _ *Assignment) string { return string(c.Stream) },
		mend: func(x *X, _ *Assignment, k *Correction) { x.restream(Stream(k.To), k.Met) },
	},
	{
		Field: "category", Inputs: []string{"category"}, In: numbered, Past: past, blank: true,
		now:  func(c *Case, _ *Assignment) string { return itoa(int(c.Category)) },
		mend: func(x *X, _ *Assignment, k *Correction) { x.Category = atoi(k.To) },
	},
	{
		Field: "delegation", Inputs: []string{"delegation"}, In: together(filed, numbered), Past: past, blank: true,
		now:  func(c *Case, _ *Assignment) string { return itoa(int(c.Delegation)) },
		mend: func(x *X, _ *Assignment, k *Correction) { x.Delegation = atoi(k.To) },
	},
	{
		Field: "submitted_on", Inputs: []string{"to", "stream"}, In: together(filed, numbered), Past: past,
		now: func(c *Case, _ *Assignment) string { return string(c.SubmittedOn) }, check: checkDay, mend: mendSubmitted,
	},
	{
		Field: "accepted_on", Inputs: []string{"to"}, In: numbered, Past: past,
		now: func(c *Case, _ *Assignment) string { return string(c.AcceptedOn) }, check: checkDay, mend: mendAccepted,
	},
	{
		Field: "assigned_on", Inputs: []string{"to"}, In: given, Past: past,
		now: func(c *Case, _ *Assignment) string { return string(c.AssignedOn) }, check: checkDay, mend: mendAssigned,
	},
	{
		Field: "closed_on", Inputs: []string{"to"}, Past: ended,
		now: func(c *Case, _ *Assignment) string { return string(c.ClosedOn) }, check: checkDay,
		mend: func(x *X, _ *Assignment, k *Correction) { x.ClosedOn = calendar.Day(k.To) },
	},
	{
		Field: "at_meeting", Inputs: []string{"yes"}, In: given, Past: past, fills: []Fact{AtMeetingFact},
		now:  atMeeting,
		mend: func(x *X, _ *Assignment, k *Correction) { x.AtMeeting = k.To == "yes" },
	},
	{
		Field: "roles", Inputs: []string{"shares"}, In: together(alive, ended), Past: past, listed: true,
		now:   func(c *Case, _ *Assignment) string { return rolesOf(sharesOf(c.Live())) },
		check: func(x *X, _ *Assignment, c *Correct, f *fault.Fields) { x.checkRoles(c.Shares, f) }, mend: mendRoles,
	},
	{
		Field: "unit", Inputs: []string{"unit", "party"}, Past: past, OfUnit: true,
		now: func(_ *Case, a *Assignment) string {
			return of(a, func(a *Assignment) string { return number(a.Unit) })
		}, check: checkUnit, mend: mendUnit,
	},
	{
		Field: "replied_on", Inputs: []string{"to", "party"}, In: ended, Past: past, OfUnit: true, fills: []Fact{RepliedFact},
		now: func(c *Case, a *Assignment) string { return string(c.answerOf(a).RepliedOn) }, check: checkDay, mend: mendReplied,
	},
	{
		Field: "class", Inputs: []string{"class", "party"}, In: ended, Past: past, OfUnit: true, fills: []Fact{RepliedFact, ClassFact},
		now: func(c *Case, a *Assignment) string { return c.answerOf(a).Class }, check: checkClass, mend: mendClass,
	},
	{
		Field: "attitude", Inputs: []string{"rating", "party"}, In: ended, Past: past, OfUnit: true, fills: []Fact{AttitudeFact},
		now: func(c *Case, a *Assignment) string { return c.told(AttitudeFact, rated(c.answerOf(a).Attitude)) },
		may: attitudeOnPaper, check: checkRating, mend: mendAttitude,
	},
	{
		Field: "result", Inputs: []string{"rating", "party"}, In: ended, Past: past, OfUnit: true, fills: []Fact{ResultFact},
		now: func(c *Case, a *Assignment) string { return c.told(ResultFact, rated(c.answerOf(a).Result)) },
		may: resultOnPaper, check: checkRating, mend: mendResult,
	},
	{
		Field: "rated_on", Inputs: []string{"to", "party"}, Past: past, OfUnit: true,
		now: func(c *Case, a *Assignment) string { return string(c.answerOf(a).RatedOn) }, check: checkDay, mend: mendRatedOn,
	},
	{
		Field: "key_level", Inputs: []string{"key"}, Past: past, fills: []Fact{KeyFact},
		now:  func(c *Case, _ *Assignment) string { return c.told(KeyFact, orNone(c.KeyLevel)) },
		mend: func(x *X, _ *Assignment, k *Correction) { x.KeyLevel = unlessNone(k.To) },
	},
	{
		Field: "excellent", Inputs: []string{"yes"}, Past: past, fills: []Fact{ExcellentFact},
		now:  func(c *Case, _ *Assignment) string { return c.told(ExcellentFact, saidOf(c.Excellent)) },
		mend: func(x *X, _ *Assignment, k *Correction) { x.Excellent = k.To == "yes" },
	},
}

// correctable are the states in which anything can be corrected.
var correctable = func() states {
	var out states
	for _, k := range Correctables {
		for _, s := range together(k.In, k.Past) {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}()

// Correctable returns what can be corrected of a case as it stands: what the record holds, and what a past year did not tell. Nothing else is offered.
func (c *Case) Correctable() []Correctable {
	return slices.DeleteFunc(slices.Clone(Correctables), func(k Correctable) bool { return !k.of(c) })
}

// of reports whether it can be corrected of a case as it stands.
func (k Correctable) of(c *Case) bool { return k.within(c) && k.holds(c) }

// holds reports whether the record has such an entry, of the case or of one of its shares, that can be mended or filled in.
func (k Correctable) holds(c *Case) bool {
	if !k.OfUnit {
		return k.open(c, nil)
	}
	for _, a := range c.Live() {
		if (a.Role.Answers() || k.Field == "unit") && k.open(c, a) {
			return true
		}
	}
	return c.History && k.Field != "unit" && len(c.Answering()) != 1 && k.open(c, nil) // as told of the whole case
}

func (k Correctable) open(c *Case, a *Assignment) bool {
	switch {
	case k.unsaid(c, a):
		return k.blank || c.History && !k.listed
	case c.History || k.may == nil:
		return true
	}
	return k.may(c, a)
}

// unsaid reports whether the record says nothing of it.
func (k Correctable) unsaid(c *Case, a *Assignment) bool {
	was := k.now(c, a)
	return was == "" || k.blank && was == "0"
}

func (k Correctable) within(c *Case) bool {
	if c.History {
		return slices.Contains(k.Past, c.State)
	}
	return slices.Contains(k.In, c.State)
}

func correctableAs(field string) (Correctable, bool) {
	i := slices.IndexFunc(Correctables, func(k Correctable) bool { return k.Field == field })
	if i < 0 {
		return Correctable{}, false
	}
	return Correctables[i], true
}

// Now is what the record says of it: of the share of a unit, or with 0 of the case as a whole.
func (k Correctable) Now(c *Case, unit int64) string { return k.now(c, c.ShareOf(unit)) }
