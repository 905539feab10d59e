package i18n

import (
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
)

func TestWhy(t *testing.T) {
	for _, c := range []struct{ start, term, zh, en string }{
		{
			"2025-11-15", "3m", "2025年11月15日起算（当日不计），三个月至2026年2月15日，在春节假期内，顺延至2月24日。",
			"counted from 15 Nov 2025 (that day not included), 3 months end on 15 Feb 2026, this lies in the Spring Festival holiday, moved to 24 Feb.",
		},
		{"2026-01-31", "1m", "2026年1月31日起算（当日不计），一个月后当月没有对应日，以月末2月28日为届满日，当日虽为星期六，但调休上班，不顺延。", ""},
		{
			"2026-04-30", "1m", "2026年4月30日起算（当日不计），一个月至5月30日，当日为星期六，顺延至6月1日。",
			"counted from 30 Apr 2026 (that day not included), 1 month ends on 30 May, a Saturday, moved to 1 Jun.",
		},
		{"2026-02-10", "7wd", "2026年2月10日起算（当日不计），2月14日调休上班计入，春节假期2月15日至23日不计，七个工作日至2月26日。", ""},
		{"2025-09-26", "12wd", "2025年9月26日起算（当日不计），9月28日调休上班计入，国庆节、中秋节假期10月1日至8日不计，10月11日调休上班计入，十二个工作日至10月20日。", ""},
		{"2026-03-02", "22d", "2026年3月2日起算（当日不计），二十二日至3月24日。", ""},
		{"2026-11-30", "2m", "2026年11月30日起算（当日不计），两个月至2027年1月30日，当日为星期六，顺延至2月1日，系统中没有2027年放假安排，暂按周末和固定节日推算。", ""},
	} {
		term, err := calendar.ParseTerm(c.term)
		if err != nil {
			t.Fatal(err)
		}
		d := calendar.Due(calendar.Day(c.start), term, calendar.Shipped())
		if got := For(Chinese).Why(d); got != c.zh {
			t.Errorf("%s + %s\n got %s\nwant %s", c.start, c.term, got, c.zh)
		}
		if got := For(English).Why(d); c.en != "" && got != c.en {
			t.Errorf("%s + %s\n got %s\nwant %s", c.start, c.term, got, c.en)
		}
	}
}

func TestWhyNamesRuleAndSource(t *testing.T) {
	pack, _ := rule.Shipped().Latest("hunan-city")
	for _, c := range []struct {
		clock rule.Clock
		start calendar.Day
		want  string
	}{
		{rule.Reply, "2026-02-03", "2月3日交办起算，三个月至5月3日，在劳动节假期内，顺延至5月6日（《代表法》第五十一条）。"},
		{rule.Contact, "2026-03-02", "3月2日签收起算，二十个工作日至3月30日（系统默认，参照重庆市、湖北省随州市的规定）。"},
	} {
		d, ok := pack.DueFor(c.clock, rule.Between, c.start, calendar.Shipped())
		if !ok {
			t.Fatalf("%s: absent", c.clock)
		}
		if got := For(Chinese).On("2026-11-01").Why(d); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.clock, got, c.want)
		}
	}
}
