package score

import (
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/suggestion"
)

// Ten items of a unit, some of them changed, and the grades that the table of Shenzhen 2007 gives for them.
func TestShenzhen2007(t *testing.T) {
	s := shippedScheme(t, "shenzhen-2007")
	month4 := answered("2026-06-10") // within the extended limit of the next line
	extension := extended("2026-07-01")
	for _, c := range []struct {
		name                             string
		items                            []Item
		sign, reply, satisfaction, whole string
	}{
		{"everything in order", several(1, 10), "good", "good", "good", "good"},
		{"signed on the seventh day", several(1, 10, signed("2026-02-10")), "good", "good", "good", "good"},
		{"one of ten signed on the eighth day: exactly 90 %", all(several(1, 9), several(10, 1, signed("2026-02-11"))), "pass", "good", "good", "good"},
		{"one of nine late to sign: below 90 %", all(several(1, 8), several(9, 1, signed("2026-02-11"))), "fail", "good", "good", "fail"},
		{"one never signed for", all(several(1, 9), several(10, 1, signed(""))), "pass", "good", "good", "good"},

		{"exactly 80 % in three months, two in month four under extension: not overdue", all(several(1, 8), several(9, 2, month4, extension)), "good", "good", "good", "good"},
		{"the same two without extension are overdue", all(several(1, 8), several(9, 2, month4)), "good", "pass", "good", "good"},
		{"after the extended limit, within six months", all(several(1, 8), several(9, 2, answered("2026-07-02"), extension)), "good", "pass", "good", "good"},
		{"below 80 %, all under extension", all(several(1, 7), several(8, 3, month4, extension)), "good", "pass", "good", "good"},
		{"on the last day of the six months", all(several(1, 9), several(10, 1, answered("2026-08-03"), extended("2026-08-03"))), "good", "good", "good", "good"},
		{"one over six months", all(several(1, 9), several(10, 1, answered("2026-08-04"), extended("2026-08-03"))), "good", "fail", "good", "fail"},
		{"one unanswered", all(several(1, 9), several(10, 1, answered(""))), "good", "fail", "good", "fail"},
		{"one unanswered but not due: left out", all(several(1, 9), several(10, 1, answered(""), extended("2027-01-20"))), "good", "good", "good", "good"},

		{"exactly 80 % satisfied, the rest basically", all(several(1, 8), several(9, 2, rate(suggestion.Basically))), "good", "good", "good", "good"},
		{"below 80 % satisfied", all(several(1, 7), several(8, 3, rate(suggestion.Basically))), "good", "good", "pass", "good"},
		{"one not satisfied of ten", all(several(1, 9), several(10, 1, rate(suggestion.NotSatisfied))), "good", "good", "fail", "fail"},
		{"three unrated stay in the base", all(several(1, 7), several(8, 3, rate(""))), "good", "good", "pass", "good"},

		{"three times pass is pass", all(several(1, 6), several(7, 3, month4, rate(suggestion.Basically)), several(10, 1, signed("2026-02-20"))), "pass", "pass", "pass", "pass"},
		{"one good and two pass is pass", all(several(1, 7), several(8, 3, month4, rate(suggestion.Basically))), "good", "pass", "pass", "pass"},
		{"co-handled items do not count", all(several(1, 5), several(6, 5, role(suggestion.Co), answered(""), signed(""), rate(suggestion.NotSatisfied))), "good", "good", "good", "good"},
		{"lead and separate count", all(several(1, 1, role(suggestion.LeadRole)), several(2, 1, role(suggestion.Separate), rate(suggestion.NotSatisfied))), "good", "good", "fail", "fail"},
	} {
		u := scored(t, s, c.items)
		got := [4]string{u.Indicators[0].Grade, u.Indicators[1].Grade, u.Indicators[2].Grade, u.Grade}
		if want := [4]string{c.sign, c.reply, c.satisfaction, c.whole}; got != want {
			t.Errorf("%s: %v, want %v", c.name, got, want)
		}
	}
}

// The trap of the source told the other way round: the extension is what makes the difference, nothing else.
func TestMonthFourUnderExtensionIsNotOverdue(t *testing.T) {
	s := shippedScheme(t, "shenzhen-2007")
	for due, want := range map[calendar.Day]int{"2026-05-06": 2, "2026-06-09": 2, "2026-06-10": 0, "2026-07-01": 0} {
		u := scored(t, s, all(several(1, 8), several(9, 2, answered("2026-06-10"), extended(due))))
		for _, f := range u.Figures {
			if f.Code == "overdue" && f.N != want {
				t.Errorf("limit %s: %d overdue, want %d", due, f.N, want)
			}
			if f.Code == "in_three_months" && (f.N != 8 || f.Of != 10) {
				t.Errorf("limit %s: %d of %d in three months, want 8 of 10", due, f.N, f.Of)
			}
		}
	}
}
