package score

import (
	"strings"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

func planned(promises ...Promise) change {
	return func(it *Item) { it.Outcome, it.Promises = rule.Planned, promises }
}

func promise(state string, due, told calendar.Day) Promise {
	return Promise{Part: 20, Due: due, First: due, State: state, Told: told}
}

func again(due, answered calendar.Day) change {
	return func(it *Item) { it.Round, it.Redos = 2, []Redo{{Round: 2, Due: due, AnsweredOn: answered}} }
}

func onList(list string, n int) change {
	return func(it *Item) {
		for i := range n {
			it.Found = append(it.Found, Found{List: list, Entry: int64(i + 1)})
		}
	}
}

func ended(list, how string) change {
	return func(it *Item) { it.Found = append(it.Found, Found{List: list, Entry: 1, Ended: how}) }
}

func sentBack(how string, due, reported calendar.Day) change {
	return func(it *Item) {
		it.Found = append(it.Found, Found{List: FoundEmpty, Entry: 1, Ended: how, SentBack: true, RedoDue: due, Reported: reported})
	}
}

func TestFourLooks(t *testing.T) {
	s := shippedScheme(t, "four-looks")
	kept, open := promise("kept", "2026-10-30", "2026-10-20"), promise("promised", "2027-03-31", "2026-12-10")
	for _, c := range []struct {
		name  string
		items []Item
		want  string
	}{
		{"nothing to complain of, nothing promised", several(1, 10), "30 20 30 20 0 = 100 excellent"},
		{"one of three unanswered: 16.67 points, but not more than fifteen", all(several(1, 2), several(3, 1, answered(""))), "15 20 30 20 0 = 85 good"},
		{"one of ten unanswered", all(several(1, 9), several(10, 1, answered(""))), "25 20 30 20 0 = 95 excellent"},
		{"one of seven never met: 14.285714… points at 0.3", all(several(1, 6), several(7, 1, silentOn("before"))), "25.71 20 30 20 0 = 95.71 excellent"},
		{"the telephone is no meeting", several(1, 10, silentOn("before")), "15 20 30 20 0 = 85 good"},
		{"B items with a ledger", several(1, 4, planned(kept, open)), "30 20 30 20 0 = 100 excellent"},
		{"half of the B items without", all(several(1, 2, planned(open)), several(3, 2, planned())), "30 10 30 20 0 = 90 excellent"},
		{"progress told 31 days ago is current", several(1, 4, planned(promise("promised", "2027-03-31", "2026-11-30"))), "30 20 30 20 0 = 100 excellent"},
		{"32 days ago is not", several(1, 4, planned(promise("promised", "2027-03-31", "2026-11-29"))), "30 12 30 20 0 = 92 excellent"},
		{"one of two due promises kept", several(1, 4, planned(kept, promise("promised", "2026-12-30", "2026-12-20"))), "30 20 5 20 0 = 75 average"},
		{"due on the cut-off is not yet due", several(1, 4, planned(kept, promise("promised", cutOff, "2026-12-20"))), "30 20 30 20 0 = 100 excellent"},
		{"given up before its day counts as settled", several(1, 4, planned(promise("broken", "2027-03-31", "2026-12-20"))), "30 20 0 20 0 = 70 average"},
		{"claimed is not kept", several(1, 4, planned(promise("claimed", "2026-12-01", "2026-12-20"))), "30 20 0 20 0 = 70 average"},
		{"handled again on the last day", several(1, 4, again("2026-07-01", "2026-07-01")), "30 20 30 20 0 = 100 excellent"},
		{"two handled again late, one not at all", all(several(1, 2, again("2026-07-01", "2026-07-02")), several(3, 1, again("2026-07-01", ""))), "30 20 30 5 0 = 85 good"},
		{"five late: the block is empty, no less", several(1, 5, again("2026-07-01", "2026-07-02")), "30 20 30 0 0 = 80 good"},
		{"an order to handle again that is not due", several(1, 3, again("2027-01-05", "")), "30 20 30 20 0 = 100 excellent"},
		{"standing entries of the four lists", all(several(1, 3), several(4, 1, onList(FoundHot, 1), onList(FoundEmpty, 2), onList(FoundSolvable, 1), onList(FoundAdvice, 1))), "30 20 30 20 -10 = 90 excellent"},
		{"not more than twenty", all(several(1, 3), several(4, 1, onList(FoundHot, 11))), "30 20 30 20 -20 = 80 good"},
		{"what has been released or has lapsed does not count", several(1, 3, ended(FoundHot, "released"), ended(FoundEmpty, "lapsed")), "30 20 30 20 0 = 100 excellent"},
		{"the public is not satisfied with one", all(several(1, 3), several(4, 1, onList(FoundPublic, 1))), "30 20 30 20 -2 = 98 excellent"},
		{"done again on the last day, and settled", all(several(1, 3), several(4, 1, sentBack("settled", "2026-11-30", "2026-11-30"))), "30 20 30 20 0 = 100 excellent"},
		{"done again a day late", all(several(1, 3), several(4, 1, sentBack("settled", "2026-11-30", "2026-12-01"))), "30 20 30 20 -1 = 99 excellent"},
		{"not done again though the limit is over", all(several(1, 3), several(4, 1, sentBack("", "2026-11-30", ""))), "30 20 30 20 -3 = 97 excellent"},
		{"sent back, and not due", all(several(1, 3), several(4, 1, sentBack("settled", cutOff, ""))), "30 20 30 20 0 = 100 excellent"},
		{"poor", several(1, 3, answered(""), silentOn("before"), planned(promise("broken", "2026-06-30", "2026-05-30")), onList(FoundEmpty, 1)), "0 20 0 20 -6 = 34 poor"},
		{"co-handled items do not count", all(several(1, 3), several(4, 3, role(suggestion.Co), silentOn("before"))), "30 20 30 20 0 = 100 excellent"},
	} {
		u := scored(t, s, c.items)
		var got []string
		for _, b := range u.Blocks {
			got = append(got, b.Total.String())
		}
		if line := strings.Join(got, " ") + " = " + u.Total.String() + " " + u.Grade; line != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, line, c.want)
		}
	}
}
