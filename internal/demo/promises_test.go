package demo_test

import (
	"regexp"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/supervision"
)

var (
	untilDay = regexp.MustCompile(`^(20\d\d年\d{1,2}月(底|\d{1,2}日)|年底)前，?`)
	anyTime  = regexp.MustCompile(`年底|年内|月底|月内|旬|汛前|汛后|季前|期内参保|日前`)
)

// A promise names the day by which it is due, in its words as in the ledger, and no other time.
func TestPromisesNameTheDayTheyAreDue(t *testing.T) {
	c := whole(t)
	check := func(words string, due calendar.Day) {
		t.Helper()
		until := untilDay.FindString(words)
		end := due.AddDays(1).Time().Day() == 1
		switch rest := words[len(until):]; {
		case anyTime.MatchString(rest):
			t.Errorf("%s, due %s: another time is named", words, due)
		case until == due.Time().Format("2006年1月2日")+"前，", end && until == due.Time().Format("2006年1月")+"底前，", until == "年底前" && due.Time().Format("01-02") == "12-31":
		default:
			t.Errorf("%s: due %s", words, due)
		}
	}
	n := 0
	for _, k := range c.Cases {
		for _, m := range k.Commitments {
			check(m.Words, m.FirstDue)
			n++
		}
	}
	for _, d := range c.Dossiers {
		if q, ok := d.Doc.(*supervision.Inquiry); ok {
			for _, m := range q.Pledges {
				check(m.Words, m.FirstDue)
				n++
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d promises", n)
	}
}
