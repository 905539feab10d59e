package suggestion_test

import (
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// one is a case with one answering share, numbered 1.
func one(a suggestion.Assignment, more ...func(*suggestion.Case)) *suggestion.Case {
	a.No, a.Role = 1, suggestion.Sole
	if a.Round == 0 {
		a.Round = 1
	}
	c := &suggestion.Case{Assignments: []*suggestion.Assignment{&a}}
	for _, m := range more {
		m(c)
	}
	return c
}

func promise(no int, state, doneOn, rated, ratedOn string) func(*suggestion.Case) {
	return func(c *suggestion.Case) {
		k := &suggestion.Commitment{Assignment: 1, DoneOn: calendar.Day(doneOn), Rated: suggestion.Rating(rated), RatedOn: calendar.Day(ratedOn)}
		k.No, k.State = no, flow.State(state)
		c.Commitments = append(c.Commitments, k)
	}
}

// heard are answers to later questions: "third 2026-05-01 satisfied", of one share with its number in front.
func heard(lines ...string) func(*suggestion.Case) {
	return func(c *suggestion.Case) {
		for _, l := range lines {
			var r suggestion.DatedRating
			f := strings.Fields(l)
			if len(f) == 4 {
				r.Assignment, _ = strconv.Atoi(f[0])
				f = f[1:]
			}
			r.Source, r.On, r.Level = f[0], calendar.Day(f[1]), suggestion.Rating(f[2])
			c.Heard = append(c.Heard, r)
		}
	}
}

func TestTheEffectIsWhatIsSaidAfterFulfilmentWasClaimed(t *testing.T) {
	answered := suggestion.Assignment{Outcome: rule.InProgress, RepliedOn: "2026-03-01", Result: suggestion.Satisfied}
	solved := suggestion.Assignment{Outcome: rule.Solved, RepliedOn: "2026-03-01", Result: suggestion.Satisfied}
	past := func(c *suggestion.Case) { c.History = true }
	for _, k := range []struct {
		name string
		c    *suggestion.Case
		want suggestion.Effect
	}{
		{"nothing was claimed", one(answered, promise(2, "promised", "", "", "")), ""},
		{"a satisfied reply is not an effect", one(answered), ""},
		{"claimed, nobody asked yet", one(answered, promise(2, "claimed", "2026-04-01", "", "")), suggestion.Unmeasured},
		{"an answer that says solved claims it", one(solved), suggestion.Unmeasured},
		{"of a past year it does not", one(solved, past), ""},
		{"rated after the claim", one(answered, promise(2, "claimed", "2026-04-01", "satisfied", "2026-04-05")), suggestion.Satisfied},
		{"on the very day", one(answered, promise(2, "kept", "2026-04-01", "basically", "2026-04-01")), suggestion.Basically},
		{"said to be unkept, and so open again", one(answered, promise(2, "promised", "", "not_satisfied", "2026-04-05")), suggestion.NotSatisfied},
		{"the last of several counts", one(answered, promise(2, "kept", "2026-04-01", "satisfied", "2026-04-05"), promise(3, "promised", "", "not_satisfied", "2026-04-06")), suggestion.NotSatisfied},
		{"whatever their order in the ledger", one(answered, promise(2, "promised", "", "not_satisfied", "2026-04-06"), promise(3, "kept", "2026-04-01", "satisfied", "2026-04-07")), suggestion.Satisfied},
		{"of one day the least favourable", one(answered, promise(2, "promised", "", "not_satisfied", "2026-04-06"), promise(3, "kept", "2026-04-01", "satisfied", "2026-04-06")), suggestion.NotSatisfied},
		{"solved by the answer, and asked again", one(solved, heard("again 2026-05-01 not_satisfied")), suggestion.NotSatisfied},
		{"asked on the day of the answer", one(solved, heard("again 2026-03-01 satisfied")), suggestion.Satisfied},
		{"asked before anything was claimed", one(solved, heard("again 2026-02-28 satisfied")), suggestion.Unmeasured},
		{"asked, and nothing claimed", one(answered, heard("again 2026-05-01 satisfied")), ""},
		{"asked before the claim, rated after", one(answered, promise(2, "kept", "2026-05-30", "satisfied", "2026-06-05"), heard("again 2026-05-20 not_satisfied")), suggestion.Satisfied},
		{"rated, then the third party hears otherwise", one(answered, promise(2, "kept", "2026-05-30", "satisfied", "2026-06-05"), heard("third 2026-09-01 not_satisfied")), suggestion.NotSatisfied},
		{"the last of several questions", one(answered, promise(2, "kept", "2026-05-30", "satisfied", "2026-06-05"), heard("third 2026-09-01 not_satisfied", "last_year 2026-10-01 basically", "again 2026-08-01 satisfied")), suggestion.Basically},
		{"of the share, not of the case", one(solved, heard("1 again 2026-05-01 basically")), suggestion.Basically},
		{"found unkept, what was said before that does not count", one(answered, promise(2, "promised", "", "not_satisfied", "2026-06-05"), heard("again 2026-06-01 satisfied")), suggestion.NotSatisfied},
		{"a promise of a past year, kept and asked about", one(solved, past, promise(2, "kept", "2023-11-01", "", ""), heard("last_year 2024-03-01 satisfied")), suggestion.Satisfied},
		{"a promise of a past year, kept and not asked", one(solved, past, promise(2, "kept", "2023-11-01", "", "")), suggestion.Unmeasured},
	} {
		if got := k.c.Effect(); got != k.want {
			t.Errorf("%s: %q, want %q", k.name, got, k.want)
		}
		if got := k.c.EffectOf(k.c.Assignments[0]); got != k.want {
			t.Errorf("%s: the unit's share %q, want %q", k.name, got, k.want)
		}
	}
}

// What is said of one unit's share counts for it alone; what is said of the case as a whole counts for every share that claims to be done.
func TestAnAnswerCountsForTheShareItIsAbout(t *testing.T) {
	c := one(suggestion.Assignment{Outcome: rule.Solved, RepliedOn: "2026-03-01"})
	second := &suggestion.Assignment{Outcome: rule.Solved, RepliedOn: "2026-06-01"}
	second.No, second.Role, second.Round = 2, suggestion.Separate, 1
	c.Assignments = append(c.Assignments, second)
	for _, k := range []struct {
		name        string
		said        []string
		first, next suggestion.Effect
		whole, open suggestion.Effect
	}{
		{"nobody was asked", nil, suggestion.Unmeasured, suggestion.Unmeasured, suggestion.Unmeasured, suggestion.Unmeasured},
		{"about the first", []string{"1 again 2026-07-01 not_satisfied"}, suggestion.NotSatisfied, suggestion.Unmeasured, suggestion.NotSatisfied, suggestion.Unmeasured},
		{"about the case, before the second had answered", []string{"again 2026-05-01 satisfied"}, suggestion.Satisfied, suggestion.Unmeasured, suggestion.Satisfied, suggestion.Unmeasured},
		{"about the case", []string{"third 2026-07-01 basically"}, suggestion.Basically, suggestion.Basically, suggestion.Basically, suggestion.Unmeasured},
	} {
		c.Heard = nil
		heard(k.said...)(c)
		if a, b := c.EffectOf(c.Assignments[0]), c.EffectOf(second); a != k.first || b != k.next {
			t.Errorf("%s: the shares %q and %q, want %q and %q", k.name, a, b, k.first, k.next)
		}
		if a, b := c.Effect(), c.OpenEffect(); a != k.whole || b != k.open || c.OpenEffectOf(second) != suggestion.Unmeasured {
			t.Errorf("%s: the case %q, openly %q, want %q and %q", k.name, a, b, k.whole, k.open)
		}
	}
}

func limit(name rule.Clock, round int, due, was string) func(*suggestion.Case) {
	return func(c *suggestion.Case) {
		c.Clocks = append(c.Clocks, &suggestion.Clock{Name: name, Part: 1, Round: round, Due: calendar.Day(due), Was: calendar.Day(was)})
	}
}

func delivered(round int, on string) func(*suggestion.Case) {
	return func(c *suggestion.Case) {
		c.Replies = append(c.Replies, &suggestion.Reply{Assignment: 1, Round: round, DeliveredOn: calendar.Day(on)})
	}
}

func TestAnAnswerKeepsItsLimitOrNot(t *testing.T) {
	for _, k := range []struct {
		name, first, due, was string
		want                  suggestion.Timing
	}{
		{"before the day", "2026-05-01", "2026-05-06", "", suggestion.InTime},
		{"on the day", "2026-05-06", "2026-05-06", "", suggestion.InTime},
		{"a day late", "2026-05-07", "2026-05-06", "", suggestion.Late},
		{"within an extension", "2026-05-20", "2026-06-06", "2026-05-06", suggestion.Extended},
		{"extended, and not needed", "2026-05-06", "2026-06-06", "2026-05-06", suggestion.InTime},
		{"late in spite of it", "2026-06-07", "2026-06-06", "2026-05-06", suggestion.Late},
		{"not answered", "", "2026-05-06", "", ""},
	} {
		c := one(suggestion.Assignment{FirstOn: calendar.Day(k.first)}, limit(rule.Reply, 1, k.due, k.was))
		due, got := c.AnswerTiming(c.Assignments[0])
		if got != k.want || due != calendar.Day(k.due) {
			t.Errorf("%s: %q due %s, want %q", k.name, got, due, k.want)
		}
		if m := c.Measure(nil); m.Timing != k.want || m.AnswerDue != due {
			t.Errorf("%s: the case says %q", k.name, m.Timing)
		}
	}
	c := one(suggestion.Assignment{FirstOn: "2026-05-06"})
	if due, got := c.AnswerTiming(c.Assignments[0]); due != "" || got != "" {
		t.Errorf("without a limit: %q due %s", got, due)
	}
}

// A case with two separate units is answered when the second is, and in time only when both are.
func TestUnitsOfOneCaseAreTakenTogether(t *testing.T) {
	for _, k := range []struct {
		name, first, second string
		timing              suggestion.Timing
		on                  calendar.Day
	}{
		{"both in time", "2026-05-01", "2026-05-02", suggestion.InTime, "2026-05-02"},
		{"one late", "2026-05-01", "2026-05-09", suggestion.Late, "2026-05-09"},
		{"one owed", "2026-05-01", "", "", ""},
		{"one owed, the other late already", "2026-05-09", "", suggestion.Late, ""},
	} {
		c := one(suggestion.Assignment{FirstOn: calendar.Day(k.first)}, limit(rule.Reply, 1, "2026-05-06", ""), func(c *suggestion.Case) {
			b := &suggestion.Assignment{FirstOn: calendar.Day(k.second), Round: 1}
			b.No, b.Role = 2, suggestion.Separate
			c.Assignments = append(c.Assignments, b)
			c.Clocks = append(c.Clocks, &suggestion.Clock{Name: rule.Reply, Part: 2, Round: 1, Due: "2026-05-06"})
		})
		if m := c.Measure(nil); m.Timing != k.timing || m.FirstOn != k.on {
			t.Errorf("%s: %q on %q, want %q on %q", k.name, m.Timing, m.FirstOn, k.timing, k.on)
		}
	}
}

func TestEveryRoundOfHandlingAgainHasItsLimit(t *testing.T) {
	for _, k := range []struct {
		name  string
		round int
		more  []func(*suggestion.Case)
		want  suggestion.Timing
	}{
		{"never handled again", 1, nil, ""},
		{"not answered yet", 2, []func(*suggestion.Case){limit(rule.Redo, 2, "2026-07-01", "")}, ""},
		{"in time", 2, []func(*suggestion.Case){limit(rule.Redo, 2, "2026-07-01", ""), delivered(2, "2026-06-30")}, suggestion.InTime},
		{"late", 2, []func(*suggestion.Case){limit(rule.Redo, 2, "2026-07-01", ""), delivered(2, "2026-07-02")}, suggestion.Late},
		{"late once stays late", 3, []func(*suggestion.Case){limit(rule.Redo, 2, "2026-07-01", ""), delivered(2, "2026-07-02"), limit(rule.Redo, 3, "2026-09-01", ""), delivered(3, "2026-08-20")}, suggestion.Late},
		{"a rule without a limit", 2, []func(*suggestion.Case){delivered(2, "2026-07-02")}, ""},
	} {
		c := one(suggestion.Assignment{Round: k.round}, k.more...)
		if _, got := c.RedoTiming(c.Assignments[0]); got != k.want {
			t.Errorf("%s: %q, want %q", k.name, got, k.want)
		}
	}
}

func TestOnlyConfirmedContactsCount(t *testing.T) {
	said := func(way, state string) func(*suggestion.Case) {
		return func(c *suggestion.Case) {
			k := &suggestion.Contact{Assignment: 1, Way: way}
			k.State = flow.State(state)
			c.Contacts = append(c.Contacts, k)
		}
	}
	for _, k := range []struct {
		way, state           string
		spoken, met, visited bool
	}{
		{"phone", "noted", false, false, false},
		{"phone", "confirmed", true, false, false},
		{"meeting", "confirmed", true, true, false},
		{"site", "confirmed", true, true, false},
		{"visit", "confirmed", true, true, true},
		{"visit", "disputed", false, false, false},
	} {
		m := one(suggestion.Assignment{}, said(k.way, k.state)).Measure(nil)
		if m.Spoken != k.spoken || m.Met != k.met || m.Visited != k.visited {
			t.Errorf("%s %s: %+v", k.way, k.state, m)
		}
	}
}
