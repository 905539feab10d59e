package score

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

type counting = func(it *Item, days int, cutOff calendar.Day) Count

// talked counts items with a confirmed contact of a kind. Sheets of past years do not tell of contacts.
func talked(kind func(Talk) bool) counting {
	return func(it *Item, _ int, _ calendar.Day) Count {
		return unless(it.Past && len(it.Talks) == 0, yes(slices.ContainsFunc(it.Talks, kind)))
	}
}

func not(f counting) counting {
	return func(it *Item, days int, cutOff calendar.Day) Count {
		c := f(it, days, cutOff)
		c.N = c.Of - c.N
		return c
	}
}

// answering leaves co-handlers out: they do not answer the deputy.
func answering(f counting) counting {
	return func(it *Item, days int, cutOff calendar.Day) Count {
		if !it.Role.Answers() {
			return Count{}
		}
		return f(it, days, cutOff)
	}
}

// inLimit counts items answered on or before a limit; without the limit it cannot be told.
func inLimit(limit func(*Item) calendar.Day) counting {
	return func(it *Item, _ int, _ calendar.Day) Count {
		return unless(limit(it) == "", yes(it.AnsweredOn != "" && it.AnsweredOn <= limit(it)))
	}
}

// beyond counts items answered after a limit, or not answered though the limit has passed.
func beyond(limit func(*Item) calendar.Day) counting {
	return func(it *Item, _ int, cutOff calendar.Day) Count {
		due := limit(it)
		return unless(due == "", yes(it.AnsweredOn > due || it.AnsweredOn == "" && passed(due, cutOff)))
	}
}

// after counts items answered, but after a limit.
func after(limit func(*Item) calendar.Day) counting {
	return func(it *Item, _ int, _ calendar.Day) Count {
		return unless(limit(it) == "", yes(it.AnsweredOn > limit(it)))
	}
}

func outcome(any ...rule.Outcome) counting {
	return answering(func(it *Item, _ int, _ calendar.Day) Count { return yes(slices.Contains(any, it.Outcome)) })
}

// rated counts ratings of the result that stand at the cut-off; what was not rated is not in the base.
func rated(any ...suggestion.Rating) counting {
	return func(it *Item, _ int, _ calendar.Day) Count {
		if it.Result == "" {
			return Count{}
		}
		return yes(slices.Contains(any, it.Result))
	}
}

// redone counts the orders to handle again whose answer came, or whose limit has passed.
func redone(inTime bool) counting {
	return func(it *Item, _ int, cutOff calendar.Day) Count {
		var c Count
		for _, r := range it.Redos {
			switch {
			case r.Due == "":
				c.Unknown++
			case r.AnsweredOn != "" || passed(r.Due, cutOff):
				good := r.AnsweredOn != "" && r.AnsweredOn <= r.Due
				c = c.plus(yes(good == inTime))
			}
		}
		return c
	}
}

// promised counts entries of the ledger.
func promised(f func(p Promise, days int, cutOff calendar.Day) (counts, good bool)) counting {
	return func(it *Item, days int, cutOff calendar.Day) Count {
		var c Count
		for _, p := range it.Promises {
			if counts, good := f(p, days, cutOff); counts {
				c = c.plus(yes(good))
			}
		}
		return c
	}
}

func (p Promise) open() bool {
	return p.State != string(suggestion.Kept) && p.State != string(suggestion.Broken)
}

// running reports whether its unit still has it to do. One that the unit has declared done is for others to judge; a bundle that was frozen before the
// day of that was kept in it counts as it was counted then.
func (p Promise) running() bool {
	return p.open() && (p.State != string(suggestion.Claimed) || p.Done == "")
}

// found counts the standing entries of a list; the base is items.
func found(list string) counting {
	return foundThat(func(f Found) bool { return f.List == list && f.Ended == "" })
}

// foundThat counts entries of the found lists; the base is items.
func foundThat(ok func(Found) bool) counting {
	return func(it *Item, _ int, _ calendar.Day) Count {
		c := Count{Of: 1}
		for _, f := range it.Found {
			if ok(f) {
				c.N++
			}
		}
		return c
	}
}

// foundRedone counts, of the entries sent back to be done again whose report came or whose limit has passed, those in time or those late.
func foundRedone(inTime bool) counting {
	return func(it *Item, _ int, cutOff calendar.Day) Count {
		var c Count
		for _, f := range it.Found {
			switch {
			case !f.SentBack:
			case f.RedoDue == "":
				c.Unknown++
			case f.Reported != "" || passed(f.RedoDue, cutOff):
				good := f.Reported != "" && f.Reported <= f.RedoDue
				c = c.plus(yes(good == inTime))
			}
		}
		return c
	}
}
