package calendar

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Step is one reason in the derivation of a date: the key of a sentence and what it speaks of. Days are written 2006-01-02, terms as
// ParseTerm reads them, holidays by their Chinese names; i18n turns a step into words.
type Step struct {
	Key  string            `json:"key"`
	Args map[string]string `json:"args"`
}

// The steps, in the order in which they can occur.
const (
	StepStart         = "date.step.start"         // day: counting begins the day after it (民法典第二百零一条)
	StepSkipped       = "date.step.skipped"       // holiday, from, to: not counted, working-day terms only
	StepMakeup        = "date.step.makeup"        // day: a make-up working day, counted, working-day terms only
	StepCorresponding = "date.step.corresponding" // term, day: the corresponding day (第二百零二条)
	StepMonthEnd      = "date.step.month_end"     // term, day: no corresponding day, the month's last
	StepDays          = "date.step.days"          // term, day
	StepWorkingDays   = "date.step.working_days"  // term, day
	StepInHoliday     = "date.step.in_holiday"    // holiday, from, to: the last day lies in it
	StepWeekend       = "date.step.weekend"       // day
	StepMakeupEnd     = "date.step.makeup_end"    // day: a weekend day that is worked; not rolled
	StepRolled        = "date.step.rolled"        // day: the next working day (第二百零三条, by analogy)
	StepExtended      = "date.step.extended"      // day: an extension moved the date
	StepProvisional   = "date.step.provisional"   // years: their notices are not known yet
)

// Derivation is a due day together with every reason for it. It is a value: the same start, term and calendar give an equal one.
type Derivation struct {
	Start       Day    `json:"start"`
	Term        Term   `json:"term"`
	Raw         Day    `json:"raw"` // before rolling; internal alerts use it
	Due         Day    `json:"due"`
	Provisional bool   `json:"provisional"` // 暂定: reaches a year without notice; computed again when it is imported
	Calendar    string `json:"calendar"`    // version of the calendar used
	Steps       []Step `json:"steps"`
}

// Equal reports whether two derivations agree in dates and reasons; the calendar's version may differ.
func (d Derivation) Equal(e Derivation) bool {
	return d.Start == e.Start && d.Term == e.Term && d.Raw == e.Raw && d.Due == e.Due && d.Provisional == e.Provisional &&
		slices.EqualFunc(d.Steps, e.Steps, func(a, b Step) bool { return a.Key == b.Key && maps.Equal(a.Args, b.Args) })
}

// step makes a Step from name, value pairs.
func step(key string, args ...string) Step {
	s := Step{Key: key, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		s.Args[args[i]] = args[i+1]
	}
	return s
}

// Due counts a term from a day (民法典第二百零一条至第二百零三条): the start day itself is not counted; months end on the corresponding
// day or the month's last; when the last day is not worked it moves to the next working day; working-day terms count working days.
// An invalid start or an empty term gives the zero Derivation.
func Due(start Day, term Term, c *Calendar) Derivation {
	if !start.Valid() || term.N < 1 {
		return Derivation{}
	}
	d := Derivation{Start: start, Term: term, Calendar: c.Version(), Steps: []Step{step(StepStart, "day", string(start))}}
	if term.Unit == WorkingDays {
		return countWorking(d, c)
	}
	key := StepDays
	if term.Unit == Months {
		d.Raw, key = start.AddMonths(term.N), StepCorresponding
		if d.Raw[8:] != start[8:] {
			key = StepMonthEnd
		}
	} else {
		d.Raw = start.AddDays(term.N)
	}
	d.Steps = append(d.Steps, step(key, "term", term.String(), "day", string(d.Raw)))
	d = roll(d, c)
	return provisional(d, d.Raw, c)
}

// roll moves the last day to the next working day and says over what.
func roll(d Derivation, c *Calendar) Derivation {
	d.Due = c.Next(d.Raw)
	if d.Due == d.Raw {
		if m, ok := c.Listed(d.Raw); ok && m.Kind == Work && d.Raw.Weekend() {
			d.Steps = append(d.Steps, step(StepMakeupEnd, "day", string(d.Raw)))
		}
		return d
	}
	for day := d.Raw; day < d.Due; {
		if first, last, name, ok := c.Block(day); ok {
			d.Steps = append(d.Steps, step(StepInHoliday, "holiday", name, "from", string(first), "to", string(last)))
			day = last.AddDays(1)
			continue
		}
		if s := step(StepWeekend, "day", string(day)); len(d.Steps) == 0 || d.Steps[len(d.Steps)-1].Key != StepWeekend {
			d.Steps = append(d.Steps, s)
		}
		day = day.AddDays(1)
	}
	d.Steps = append(d.Steps, step(StepRolled, "day", string(d.Due)))
	return d
}

func countWorking(d Derivation, c *Calendar) Derivation {
	day := d.Start
	for left := d.Term.N; left > 0; {
		day = day.AddDays(1)
		if c.Working(day) {
			left--
			if day.Weekend() {
				d.Steps = append(d.Steps, step(StepMakeup, "day", string(day)))
			}
			continue
		}
		if first, last, name, ok := c.Block(day); ok && (day == first || day == d.Start.AddDays(1)) {
			d.Steps = append(d.Steps, step(StepSkipped, "holiday", name, "from", string(first), "to", string(last)))
		}
	}
	d.Raw, d.Due = day, day
	d.Steps = append(d.Steps, step(StepWorkingDays, "term", d.Term.String(), "day", string(day)))
	return provisional(d, d.Start.AddDays(1), c)
}

// provisional marks a derivation that looked at days of years without notice.
func provisional(d Derivation, from Day, c *Calendar) Derivation {
	var years []string
	for y := from.Year(); y <= d.Due.Year(); y++ {
		if !c.Known(y) {
			years = append(years, strconv.Itoa(y))
		}
	}
	if years != nil {
		d.Provisional = true
		d.Steps = append(d.Steps, step(StepProvisional, "years", strings.Join(years, " ")))
	}
	return d
}

// Extended returns the derivation after an extension (延期) to a later day: both dates stay readable in its steps.
func (d Derivation) Extended(to Day, c *Calendar) Derivation {
	d.Steps = append(slices.Clone(d.Steps), step(StepExtended, "day", string(to)))
	d.Raw, d.Due = to, to
	if !c.Known(to.Year()) && !d.Provisional {
		return provisional(d, to, c)
	}
	return d
}
