package calendar

import (
	"slices"
	"strings"
	"testing"

	"huiyin/internal/fault"
)

func TestShippedYears(t *testing.T) {
	c := Shipped()
	want := map[int]int{2018: 250, 2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}
	years := c.Years()
	if len(years) != len(want) {
		t.Fatalf("%d years", len(years))
	}
	for _, y := range years {
		if n := c.WorkingDays(y.Year); n != want[y.Year] {
			t.Errorf("%d has %d working days, want %d", y.Year, n, want[y.Year])
		}
		if !strings.HasPrefix(y.Notice, "国办发明电〔") || !strings.Contains(y.URL, "www.gov.cn/") || len(y.Days) == 0 || !c.Known(y.Year) {
			t.Errorf("%d: notice %q, %q, %d days", y.Year, y.Notice, y.URL, len(y.Days))
		}
	}
	if c.Known(2017) || c.Known(2027) {
		t.Error("2017 and 2027 are not known")
	}
	if !strings.HasPrefix(c.Version(), "2018-2026-") || c.Version() != build(c.years).Version() {
		t.Errorf("version %q", c.Version())
	}
}

// Every shipped notice passes the checks that an imported one must pass, but for 2020, whose Spring Festival was lengthened.
func TestShippedYearsAreSane(t *testing.T) {
	for _, y := range Shipped().Years() {
		_, err := Shipped().With(y)
		if (err != nil) != (y.Year == 2020) {
			t.Errorf("%d: %v", y.Year, err)
		}
	}
}

func TestWorking(t *testing.T) {
	c := Shipped()
	for _, v := range []struct {
		day  Day
		want bool
	}{
		{"2026-02-14", true},  // Saturday, make-up
		{"2026-02-15", false}, // one public table has it wrongly as worked
		{"2026-02-23", false},
		{"2026-02-24", true},
		{"2026-02-28", true},  // Saturday, make-up
		{"2026-03-01", false}, // Sunday
		{"2022-12-31", false}, // freed by the notice for 2023
		{"2018-12-29", true},  // make-up day of the notice for 2019
		{"2018-12-31", false},
		{"2020-02-03", true}, // a Monday that the data list as worked
		{"2025-10-08", false},
		{"2027-01-01", false}, // no notice: statutory date
		{"2027-05-02", false},
		{"2027-05-03", true},
		{"2027-02-06", false}, // no notice: Saturday
		{"2027-02-08", true},  // no notice: the moon is not reckoned
		{"2017-05-02", true},  // the second May day dates from 2025
		{"2027-10-03", false},
		{"", false},
	} {
		if got := c.Working(v.day); got != v.want {
			t.Errorf("%s: working %v, want %v", v.day, got, v.want)
		}
	}
}

func TestWorkingDaysBetween(t *testing.T) {
	c := Shipped()
	for _, v := range []struct {
		a, b Day
		want int
	}{
		{"2026-02-10", "2026-02-24", 5},
		{"2026-02-24", "2026-02-10", -5},
		{"2026-03-02", "2026-03-02", 0},
		{"2026-03-06", "2026-03-08", 0},
		{"2025-12-31", "2026-12-31", 248},
	} {
		if got := WorkingDaysBetween(v.a, v.b, c); got != v.want {
			t.Errorf("%s..%s: %d, want %d", v.a, v.b, got, v.want)
		}
	}
}

func TestDueReasons(t *testing.T) {
	for _, v := range []struct {
		start, term string
		want        []string
	}{
		{"2026-01-20", "3m", []string{StepStart, StepCorresponding}},
		{"2026-02-03", "3m", []string{StepStart, StepCorresponding, StepInHoliday, StepRolled}},
		{"2026-01-31", "1m", []string{StepStart, StepMonthEnd, StepMakeupEnd}},
		{"2026-04-30", "1m", []string{StepStart, StepCorresponding, StepWeekend, StepRolled}},
		{"2026-03-02", "10d", []string{StepStart, StepDays}},
		{"2026-02-13", "1wd", []string{StepStart, StepMakeup, StepWorkingDays}},
		{"2026-02-10", "5wd", []string{StepStart, StepMakeup, StepSkipped, StepWorkingDays}},
		{"2026-02-17", "1wd", []string{StepStart, StepSkipped, StepWorkingDays}}, // starts inside the holiday
		{"2026-11-30", "2m", []string{StepStart, StepCorresponding, StepWeekend, StepRolled, StepProvisional}},
		{"2026-12-25", "7d", []string{StepStart, StepDays, StepInHoliday, StepWeekend, StepRolled, StepProvisional}},
		{"2018-01-01", "10d", []string{StepStart, StepDays}},
		{"2017-12-31", "1m", []string{StepStart, StepCorresponding}}, // begins before the first notice, ends after it: certain
		{"2017-12-25", "10wd", []string{StepStart, StepSkipped, StepWorkingDays, StepProvisional}},
	} {
		d := Due(Day(v.start), mustTerm(t, v.term), Shipped())
		if got := keys(d); !slices.Equal(got, v.want) {
			t.Errorf("%s + %s (%s): %v, want %v", v.start, v.term, d.Due, got, v.want)
		}
	}
}

func TestDueOfNothing(t *testing.T) {
	for _, d := range []Derivation{Due("", Term{3, Months}, Shipped()), Due("2026-02-30", Term{3, Months}, Shipped()), Due("2026-02-03", Term{}, Shipped())} {
		if d.Due != "" || d.Steps != nil {
			t.Errorf("got %+v", d)
		}
	}
}

func TestExtended(t *testing.T) {
	first := Due("2026-02-03", Term{3, Months}, Shipped())
	d := first.Extended("2026-08-03", Shipped())
	if d.Due != "2026-08-03" || d.Provisional || !slices.Equal(keys(d), append(keys(first), StepExtended)) || len(first.Steps) != 4 {
		t.Errorf("got %+v", d)
	}
	if d := first.Extended("2027-02-03", Shipped()); !d.Provisional {
		t.Error("an extension into an unknown year is provisional")
	}
}

// notice2027 is invented: the shape of a notice, for tests only.
func notice2027() YearData {
	data := YearData{Year: 2027, Notice: "国办发明电〔2026〕0号"}
	add := func(name string, kind Kind, days ...Day) {
		for _, d := range days {
			data.Days = append(data.Days, Mark{Day: d, Name: name, Kind: kind})
		}
	}
	add("元旦", Off, "2027-01-01", "2027-01-02", "2027-01-03")
	add("春节", Off, "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09", "2027-02-10", "2027-02-11")
	add("春节", Work, "2027-01-31")
	add("清明节", Off, "2027-04-05")
	add("劳动节", Off, "2027-05-01", "2027-05-02", "2027-05-03", "2027-05-04")
	add("端午节", Off, "2027-06-09")
	add("中秋节", Off, "2027-09-15")
	add("国庆节", Off, "2027-10-01", "2027-10-02", "2027-10-03", "2027-10-04", "2027-10-05")
	return data
}

func TestWithMakesProvisionalDatesCertain(t *testing.T) {
	before := Due("2026-11-08", Term{3, Months}, Shipped())
	if before.Due != "2027-02-08" || !before.Provisional {
		t.Fatalf("before: %+v", before)
	}
	c, err := Shipped().With(notice2027())
	if err != nil {
		t.Fatal(err)
	}
	after := Due("2026-11-08", Term{3, Months}, c)
	if after.Due != "2027-02-12" || after.Provisional || after.Equal(before) {
		t.Errorf("after: %+v", after)
	}
	if c.Version() == Shipped().Version() || Shipped().Known(2027) || !c.Known(2027) {
		t.Error("With must give another calendar and leave the old one alone")
	}
	again, err := c.With(notice2027())
	if err != nil || again.Version() != c.Version() {
		t.Errorf("the same notice twice: %v", err)
	}
}

func TestWithRefuses(t *testing.T) {
	drop := func(day Day) func(*YearData) {
		return func(y *YearData) { y.Days = slices.DeleteFunc(y.Days, func(m Mark) bool { return m.Day == day }) }
	}
	put := func(day Day, name string, kind Kind) func(*YearData) {
		return func(y *YearData) { y.Days = append(y.Days, Mark{Day: day, Name: name, Kind: kind}) }
	}
	for name, c := range map[string]struct {
		spoil func(*YearData)
		key   string
	}{
		"no notice":             {func(y *YearData) { y.Notice = "" }, "calendar.no_notice"},
		"no days":               {func(y *YearData) { y.Days = nil }, "calendar.no_rows"},
		"year 27":               {func(y *YearData) { y.Year = 27 }, "calendar.year"},
		"another year":          {func(y *YearData) { y.Year = 2028 }, "calendar.other_year"},
		"a day twice":           {put("2027-02-05", "春节", Off), "calendar.twice"},
		"make-up on a weekday":  {put("2027-03-01", "春节", Work), "calendar.work_on_weekday"},
		"unknown kind":          {put("2027-03-01", "春节", "half"), "calendar.kind"},
		"no name":               {put("2027-03-01", "", Off), "calendar.no_name"},
		"impossible day":        {put("2027-02-30", "春节", Off), "date.bad_form"},
		"a hole in the block":   {drop("2027-02-09"), "calendar.broken_block"},
		"National Day missing":  {drop("2027-10-01"), "calendar.statutory_missing"},
		"one day too many":      {put("2027-02-12", "春节", Off), "calendar.working_days"},
		"a make-up day missing": {drop("2027-01-31"), "calendar.working_days"},
	} {
		data := notice2027()
		c.spoil(&data)
		next, err := Shipped().With(data)
		f, ok := fault.As(err)
		if !ok || next != nil || !slices.ContainsFunc(f.Fields, func(x fault.Field) bool { return x.Key == c.key }) {
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
	}
}

func TestWithTakesAnotherNumberOnRequest(t *testing.T) {
	data := notice2027()
	data.Days = append(data.Days, Mark{Day: "2027-02-12", Name: "春节", Kind: Off})
	data.Expect = 247
	c, err := Shipped().With(data)
	if err != nil || c.WorkingDays(2027) != 247 {
		t.Errorf("%v", err)
	}
}

func TestParseRows(t *testing.T) {
	rows, err := ParseRows("\xef\xbb\xbfdate,name,kind,notice_url\r\n2026-12-31,元旦,off,http://example.org/n\r\n2027-01-01,元旦,off,\r\n2027-01-02,元旦,off\r\n\r\n2027-01-10,元旦,work,\r\n")
	if err != nil {
		t.Fatal(err)
	}
	data := YearOf(rows, "文号")
	if data.Year != 2027 || data.Notice != "文号" || data.URL != "http://example.org/n" || len(data.Days) != 4 || data.Days[3].Kind != Work {
		t.Errorf("got %+v", data)
	}
}

func TestParseRowsNamesEachBadRow(t *testing.T) {
	_, err := ParseRows("date,name,kind\n2027-01-01,元旦,off\n27-01-02,元旦,off\n2027-01-03,,off\n2027-01-04,元旦,maybe\n2027-01-01,元旦,off\n2027-02-30,春节,off\n2027-01-05\n")
	f, ok := fault.As(err)
	if !ok {
		t.Fatal(err)
	}
	var got []string
	for _, x := range f.Fields {
		got = append(got, x.Name+" "+x.Key)
	}
	want := []string{"row.3 date.short_year", "row.4 calendar.no_name", "row.5 calendar.kind", "row.6 calendar.twice", "row.7 date.no_such_day", "row.8 calendar.row_form"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	for in, key := range map[string]string{
		"": "calendar.head",
		"日期,名称,类别\n2027-01-01,元旦,off\n": "calendar.head",
		"date,name,kind\n":                  "calendar.no_rows",
		"date,name,kind\n\"2027-01-01,元旦\n": "calendar.row_form",
	} {
		if _, err := ParseRows(in); err == nil || !strings.Contains(err.Error(), key) {
			t.Errorf("%q: %v, want %s", in, err, key)
		}
	}
}

func FuzzParseRows(f *testing.F) {
	f.Add("date,name,kind\n2027-01-01,元旦,off\n")
	f.Add("date,name,kind,notice_url\n\"2027-01-01\n\n,,,\n")
	f.Fuzz(func(t *testing.T, s string) {
		rows, err := ParseRows(s)
		if (err == nil) != (len(rows) > 0) {
			t.Errorf("%q: %d rows, %v", s, len(rows), err)
		}
		if _, err := Shipped().With(YearOf(rows, "n")); err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", s, err)
		}
	})
}
