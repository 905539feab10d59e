package demo_test

import (
	"regexp"
	"slices"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

var (
	aDay     = regexp.MustCompile(`20\d\d年\d{1,2}月\d{1,2}日`)
	given    = regexp.MustCompile(`承诺：(20\d\d年\d{1,2}月[底0-9日]{1,3}前，[^。]*)。`)
	untilDay = regexp.MustCompile(`^(20\d\d年\d{1,2}月(底|\d{1,2}日)|年底)前，?`)
	anyTime  = regexp.MustCompile(`年底|年内|月底|月内|旬|汛前|汛后|季前|期内参保|日前`)
)

// A promise names the day by which it is due, in its words as in the ledger, and no other time; what an answer promises stands in the ledger; and what shows
// that it was kept tells of no other day than that on which it was done.
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
			if aDay.MatchString(m.Evidence) {
				t.Errorf("done on %s: %s", m.DoneOn, m.Evidence)
			}
			n++
		}
		for _, r := range k.Replies {
			for _, a := range r.Answers {
				for _, m := range given.FindAllStringSubmatch(a, -1) {
					made := slices.ContainsFunc(r.Promises, func(p suggestion.Promise) bool { return p.Words == m[1] })
					if !made && !slices.ContainsFunc(k.Commitments, func(p *suggestion.Commitment) bool { return p.Words == m[1] }) { // answers of past years
						t.Errorf("%s is promised in the answer alone", m[1])
					}
				}
			}
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
