package i18n

import (
	"testing"

	"huiyin/internal/calendar"
)

func TestSentences(t *testing.T) {
	zh, en := For("zh-CN").On("2026-11-22"), For("en-GB").On("2026-11-22")
	for _, c := range []struct{ name, got, want string }{
		{"a day of this year has no year", zh.Day("2026-03-02"), "3月2日"},
		{"a day of another year has it", zh.Day("2025-12-31"), "2025年12月31日"},
		{"a document's day always has it", zh.LongDay("2026-03-02"), "2026年3月2日"},
		{"an empty day is empty", zh.Day(""), ""},
		{"English day", en.Day("2026-03-02"), "2 Mar"},
		{"English long day", en.Day("2027-03-02"), "2 Mar 2027"},
		{"without today the year is written", For("zh-CN").Day("2026-03-02"), "2026年3月2日"},
		{"an instant is in the time of China", zh.Instant(1772409600000), "3月2日 08:00"},
		{"share", zh.Percent(155, 376), "41.2%"},
		{"share half up", zh.Percent(1, 2000), "0.1%"},
		{"share whole", zh.Percent(3, 3), "100%"},
		{"share of nothing", zh.Percent(0, 0), "—"},
		{"measure word", zh.Count(376, "item"), "376件"},
		{"English plural", en.Count(2, "item"), "2 cases"},
		{"English singular", en.Count(1, "item"), "1 case"},
		{"English thousands", en.Count(12345, "item"), "12,345 cases"},
		{"Chinese thousands", zh.Count(12345, "item"), "12345件"},
		{"a count in a sentence has them too", en.T("lists.said", "n", 1087), "1,087 suggestions"},
		{"and its singular", en.T("lists.said", "n", 1), "1 suggestion"},
		{"a year in a sentence has none", en.T("lists.word_promise_year", "year", 2026), "made in 2026"},
		{"a list", zh.List([]string{"甲", "乙"}), "甲、乙"},
		{"a missing key is seen", zh.T("no.such"), "[no.such]"},
		{"a missing argument is seen", zh.T("unit.item"), "{n}件"},
		{"a day as argument", zh.T("unit.item", "n", calendar.Day("2026-03-02")), "3月2日件"},
		{"a key as argument", zh.T("unit.item", "n", Key("app.name")), "回音件"},
		{"a list as argument", zh.T("unit.item", "n", []string{"甲", "乙"}), "甲、乙件"},
		{"a list as argument in English", en.T("unit.item", "n", []string{"A", "B"}), "A, B cases"},
		{"a list of keys as argument", zh.T("unit.item", "n", []Key{"app.name", "app.name"}), "回音、回音件"},
		{"an unknown language gets Chinese", For("fr").T("app.name"), "回音"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
}

// A page prints thousands of sentences: a plain one allocates nothing, one with places only itself.
func TestPrintingIsCheap(t *testing.T) {
	p := For(Chinese)
	if n := testing.AllocsPerRun(100, func() { _ = p.T("app.name") }); n != 0 {
		t.Errorf("a plain sentence allocates %v times, want 0", n)
	}
	if n := testing.AllocsPerRun(100, func() { _ = p.T("unit.item", "n", "3") }); n > 2 {
		t.Errorf("a sentence with a place allocates %v times, want at most 2", n)
	}
}
