package score

import (
	"strings"
	"testing"

	"huiyin/internal/suggestion"
)

func entry(no int, rule string, caseID int64) Entry {
	e := Entry{
		No: no, Unit: 1, Rule: rule, Case: caseID, Count: 1, Words: "-", By: 5, On: "2026-12-01",
		Proof: []Proof{{Hash: strings.Repeat("ab", 32), Name: "scan.pdf"}},
	}
	if caseID != 0 {
		e.Assignment = 1
	}
	return e
}

// Blocks as deadline, procedure, quality, result, each with what is kept and what is added, and the total.
func TestShijiazhuang(t *testing.T) {
	s := shippedScheme(t, "shijiazhuang")
	none := rate(suggestion.NotSatisfied)
	for _, c := range []struct {
		name    string
		items   []Item
		entries []Entry
		want    string
	}{
		{"in order, every item visited and re-checked", several(1, 10), nil, "20+0 20+4 30+0 30+0 = 104"},
		{"49 items have no load bonus", several(1, 49), nil, "20+0 20+4 30+0 30+0 = 104"},
		{"50 items", several(1, 50), nil, "20+2 20+4 30+0 30+0 = 106"},
		{"99 items", several(1, 99), nil, "20+2 20+4 30+0 30+0 = 106"},
		{"100 items, not added to the two", several(1, 100), nil, "20+3 20+4 30+0 30+0 = 107"},
		{"ten days early", all(several(1, 3, answered("2026-04-26")), several(4, 7)), nil, "20+3 20+4 30+0 30+0 = 107"},
		{"nine days early", all(several(1, 3, answered("2026-04-27")), several(4, 7)), nil, "20+0 20+4 30+0 30+0 = 104"},
		{"one late, one never answered", all(several(1, 8), several(9, 1, answered("2026-05-07")), several(10, 1, answered(""), rate(""))), nil, "18+0 20+4 30+0 30+0 = 102"},
		{"late under extension is not late", all(several(1, 9), several(10, 1, answered("2026-06-10"), extended("2026-07-01"))), nil, "20+0 20+4 30+0 30+0 = 104"},
		{"one of ten not visited: exactly 90 % does not exceed it", all(several(1, 9), several(10, 1, silentOn("before"))), nil, "20+0 15+2 30+0 30+0 = 97"},
		{"one of eleven not visited: above 90 %", all(several(1, 10), several(11, 1, silentOn("before"))), nil, "20+0 15+4 30+0 30+0 = 99"},
		{"nothing visited nor re-checked: not below nothing", several(1, 10, silentOn("before"), silentOn("after")), nil, "20+0 0+0 30+0 30+0 = 80"},
		{"21 late: the block does not fall below nothing", several(1, 21, answered("2026-05-07")), nil, "0+0 20+4 30+0 30+0 = 84"},
		{"two not satisfied", all(several(1, 8), several(9, 2, none)), nil, "20+0 20+4 30+0 20+0 = 94"},
		{"quality by hand", several(1, 10), []Entry{
			entry(1, "irregular_form", 1), entry(2, "not_true", 2), entry(3, "off_the_point", 3), entry(4, "incomplete_or_harsh", 1),
		}, "20+0 20+4 16+0 30+0 = 90"},
		{"praise and articles are bonuses, uncapped and apart", several(1, 10), []Entry{
			entry(1, "praised", 1), entry(2, "praised", 2), entry(3, "adopted", 0), {No: 4, Unit: 1, Rule: "adopted", Count: 3, Words: "-", On: "2026-12-02", Proof: entry(0, "", 0).Proof},
		}, "20+0 20+4 30+0 30+18 = 122"},
		{"seven not satisfied and one praise: floor first, bonus after", all(several(1, 3), several(4, 7, none)), []Entry{entry(1, "praised", 1)}, "20+0 20+4 30+0 0+5 = 79"},
		{"co-handled items do not count", all(several(1, 10), several(11, 60, role(suggestion.Co), none)), nil, "20+0 20+4 30+0 30+0 = 104"},
	} {
		u := scored(t, s, c.items, c.entries...)
		var got []string
		for _, b := range u.Blocks {
			got = append(got, b.Kept.String()+"+"+b.Bonus.String())
			if b.Total != b.Kept+b.Bonus {
				t.Errorf("%s: block %s: %s is not %s and %s", c.name, b.Code, b.Total, b.Kept, b.Bonus)
			}
		}
		if line := strings.Join(got, " ") + " = " + u.Total.String(); line != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, line, c.want)
		}
	}
}
