package sheet

import (
	"strings"
	"testing"
	"time"
)

func TestDatesAsText(t *testing.T) {
	for text, want := range map[string]string{
		"2023-1-9": "2023-01-09", "2023-01-09": "2023-01-09", "2023/1/9": "2023-01-09", "2023.1.9": "2023-01-09", "2023.01.09": "2023-01-09",
		"20230109": "2023-01-09", "2023年1月9日": "2023-01-09", "2023年01月09日": "2023-01-09", "2023年1月9号": "2023-01-09", "2023年1月9": "2023-01-09",
		"２０２３年１月９日": "2023-01-09", "２０２３－１－９": "2023-01-09", " 2023 年 1 月 9 日 ": "2023-01-09", "　2023-1-9　": "2023-01-09",
		"二〇二三年一月九日": "2023-01-09", "二○二三年十月十日": "2023-10-10", "二零二三年十二月二十日": "2023-12-20", "二〇二三年十一月二十三日": "2023-11-23",
		"二〇二三年一月三十一日": "2023-01-31", "2023-01-09 00:00:00": "2023-01-09", "2023-01-09T08:30:00": "2023-01-09", "2023/1/9 8:30": "2023-01-09",
		"2023年1月9日 8:30": "2023-01-09", "2024-2-29": "2024-02-29", "1954-09-15": "1954-09-15", "2099-12-31": "2099-12-31", "\ufeff2023-1-9": "2023-01-09",

		"23-1-9": "import.date.two_digit_year", "23年1月9日": "import.date.two_digit_year", "1/9/23": "import.date.two_digit_year", "23.1.9": "import.date.two_digit_year",
		"1/9/2023": "import.date.order", "9.1.2023": "import.date.order", "2023年1月": "import.date.no_day", "2023-01": "import.date.no_day", "2023.1": "import.date.no_day",
		"2023-2-29": "import.date.impossible", "2023-13-1": "import.date.impossible", "2023-0-1": "import.date.impossible", "2023-4-31": "import.date.impossible", "20231301": "import.date.impossible",
		"1953-12-31": "import.date.range", "2100-01-01": "import.date.range", "3023-01-09": "import.date.range",
		"": "import.date.unreadable", "年初": "import.date.unreadable", "2023": "import.date.unreadable", "2023-1/9": "import.date.unreadable", "2023--9": "import.date.unreadable",
		"2023-1-9-1": "import.date.unreadable", "2023日1月9年": "import.date.unreadable", "2023月1日9": "import.date.unreadable", "-2023-1-9": "import.date.unreadable",
		"2023-001-009": "import.date.unreadable", "Jan 9, 2023": "import.date.unreadable", "2023-1-9左右": "import.date.unreadable", "230109": "import.date.unreadable",
	} {
		day, complaint := parseDay(text)
		if got := string(day) + complaint; got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestDatesAsNumbers(t *testing.T) {
	for _, c := range []struct {
		v    float64
		y04  bool
		want string
	}{
		{44935, false, "2023-01-09"},
		{44935.75, false, "2023-01-09"},
		{43473, true, "2023-01-09"},
		{20230109, false, "2023-01-09"},
		{60000, false, "2064-04-08"},
		{0, false, "import.date.range"},
		{2023, false, "import.date.range"},
		{-1, false, "import.date.range"},
		{80000, false, "import.date.range"},
		{1e300, false, "import.date.range"},
		{20231309, false, "import.date.impossible"},
		{99999999, false, "import.date.impossible"},
	} {
		day, complaint := serialDay(c.v, c.y04)
		if got := string(day) + complaint; got != c.want {
			t.Errorf("%v: got %s, want %s", c.v, got, c.want)
		}
	}
}

// Whatever is typed, a date is either refused with one of the known complaints or a real day that is written the one way.
func FuzzParseDay(f *testing.F) {
	for _, s := range []string{"2023-1-9", "二〇二三年十二月二十日", "20230109", "23年1月9日", "十十十", "2023年十月", "2023-01-09T08:30:00", "\u202e2023"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		day, complaint := parseDay(s)
		if (day == "") == (complaint == "") {
			t.Fatalf("%q: day %q and complaint %q", s, day, complaint)
		}
		if day == "" {
			if !strings.HasPrefix(complaint, "import.date.") {
				t.Fatalf("%q: complaint %q", s, complaint)
			}
			return
		}
		d, err := time.Parse(time.DateOnly, string(day))
		if err != nil || d.Year() < firstYear || d.Year() > lastYear {
			t.Fatalf("%q: %q is no day", s, day)
		}
		if again, _ := parseDay(string(day)); again != day {
			t.Fatalf("%q: %q reads back as %q", s, day, again)
		}
	})
}

// Whatever a cell holds, reading it neither fails nor keeps what must not be kept.
func FuzzCellText(f *testing.F) {
	for _, s := range []string{"_x0000_", "_x005F_x000D_", "a\r\nb", "＝１＋１", "\u200b", "_x", "_xD800_", "_xFFFF_"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u := unescape(s)
		for _, form := range []string{tidy(u), plain(u), Fold(u)} {
			if strings.ContainsAny(form, "\u200b\ufeff\r") && form != Fold(u) && form != tidy(u) {
				t.Fatalf("%q keeps invisible signs: %q", s, form)
			}
		}
		if Fold(Fold(u)) != Fold(u) {
			t.Fatalf("%q folds twice: %q, %q", s, Fold(u), Fold(Fold(u)))
		}
		safe := Safe(u)
		if safe != "" && strings.ContainsRune("=+-@\t\r\n", rune(safe[0])) {
			t.Fatalf("%q is not safe: %q", s, safe)
		}
		if !strings.HasSuffix(safe, u) {
			t.Fatalf("%q lost text: %q", s, safe)
		}
		splitPerson(u)
		splitPeople(u)
	})
}

func TestAddresses(t *testing.T) {
	for _, a := range []string{"A1", "Z9", "AA10", "AZ1", "BA2", "XFD1048576"} {
		c, r, ok := parseAddress(a)
		if !ok || address(c, r) != a {
			t.Errorf("%s: got %d %d %v, written %s", a, c, r, ok, address(c, r))
		}
	}
	for _, a := range []string{"", "A", "1", "A0", "XFE1", "A1B", "é1", "A-1"} {
		if _, _, ok := parseAddress(a); ok {
			t.Errorf("%s was accepted", a)
		}
	}
}

func TestNumberFormats(t *testing.T) {
	for code, want := range map[string]style{
		"yyyy-mm-dd": {date: true}, `yyyy"年"m"月"d"日"`: {date: true}, "[$-804]yyyy": {date: true}, "0000": {zeros: 4}, "0": {zeros: 1},
		"General": {}, "#,##0.00": {}, `"day"0`: {}, "[Red]0.0": {}, "@": {}, `0.0"件(yd)"`: {},
	} {
		if got := styleOf(200, code); got != want {
			t.Errorf("%s: got %+v, want %+v", code, got, want)
		}
	}
	for id, want := range map[int]bool{0: false, 14: true, 22: true, 31: true, 49: false, 57: true} {
		if got := styleOf(id, "").date; got != want {
			t.Errorf("format %d: got %v, want %v", id, got, want)
		}
	}
}
