package indicator_test

import (
	"testing"

	"huiyin/internal/indicator"
	"huiyin/internal/suggestion"
)

// The figures that congresses and governments have printed, with the numbers they stand on. Only numbers are taken from the
// reports. Where a report is off, ours stands beside it.
func TestPublishedSharesAreRecomputed(t *testing.T) {
	for _, r := range []struct {
		report   string
		num, den int64
		printed  string
		ours     string // at the decimals of the report; empty when it is as printed
	}{
		{"Hengyang 2023, class A", 155, 376, "41.2", ""},
		{"Hengyang 2023, class B", 208, 376, "55.3", ""},
		{"Hengyang 2023, class C", 13, 376, "3.5", ""},
		{"Hengyang 2023, solved or planned", 155 + 208, 376, "96.5", ""},
		{"Hengyang 2023, key", 16 + 52, 376, "18.1", ""},
		{"Shanghai 2023, solved or adopted, of those replied", 652, 820, "79.51", ""},
		{"Shanghai 2023, being solved", 22, 820, "2.68", ""},
		{"Shanghai 2023, planned", 31, 820, "3.78", ""},
		{"Shanghai 2023, reference", 115, 820, "14.02", ""},
		{"Shanghai 2023, solved, wrongly of those assigned", 652, 838, "79.51", "77.80"},
		{"Shanghai 2023, texts published", 792, 838, "94.51", ""},
		{"Shanghai 2023, results published", 434, 792, "54.80", ""},
		{"Beijing 2025, adopted or planned", 886, 973, "91.06", ""},
		{"Beijing 2025, the rest", 87, 973, "8.94", ""},
		{"Beijing 2025, off in the last digit", 338, 973, "34.73", "34.74"},
		{"Dongtou 2016, class A", 59, 146, "40.41", ""},
		{"Dongtou 2016, class B", 67, 146, "45.89", ""},
		{"Dongtou 2016, class C", 20, 146, "13.70", ""},
		{"Dongtou 2016, satisfied, made to fit", 128, 146, "87.68", "87.67"},
		{"Dongtou 2016, basically, made to fit", 18, 146, "12.32", "12.33"},
		{"Hengnan 2019, class A", 40, 149, "26.85", ""},
		{"Hengnan 2019, class B", 89, 149, "59.73", ""},
		{"Hengnan 2019, class C", 20, 149, "13.42", ""},
		{"Hengnan 2019, satisfied", 117, 149, "78.52", ""},
		{"Hengnan 2019, basically", 32, 149, "21.48", ""},
		{"Gongliu 2024, class A, cut off", 33, 52, "63.4", "63.5"},
		{"Gongliu 2024, class B, without decimals", 14, 52, "27", ""},
		{"Gongliu 2024, class C", 5, 52, "9.6", ""},
		{"Fujian 2013, satisfied, by forms", 781, 1014, "77.02", ""},
		{"Fujian 2013, basically, by forms", 204, 1014, "20.12", ""},
		{"Fujian 2013, not satisfied, by forms", 29, 1014, "2.86", ""},
		{"Fujian 2013, satisfied, wrongly by cases", 781, 817, "77.02", "95.59"},
		{"a city 2020, class A", 64, 128, "50.00", ""},
		{"a city 2020, class B", 38, 128, "29.69", ""},
		{"a city 2020, class C", 21, 128, "16.41", ""},
		{"a city 2020, class D", 5, 128, "3.91", ""},
		{"a city, class A", 54, 93, "58.06", ""},
		{"a city, class B", 33, 93, "35.48", ""},
		{"a city, class C", 2, 93, "2.15", ""},
		{"a city, class D", 4, 93, "4.30", ""},
		{"a city, first round satisfied", 86, 93, "92.47", ""},
		{"a city, first round not", 7, 93, "7.53", ""},
		{"Songyang 2017, process, first round", 215, 220, "97.73", ""},
		{"Songyang 2017, process, second round", 220, 220, "100", ""},
		{"Songyang 2017, result, first round", 198, 220, "90.00", ""},
		{"Songyang 2017, result, second round", 218, 220, "99.09", ""},
		{"Laibin 2016 to 2018, satisfied by four fifths", 229, 245, "93", ""},
		{"Laibin 2016 to 2018, implemented", 190, 245, "78", ""},
		{"the national congress 2002, solved or planned", 3096, 4287, "72.2", ""},
		{"Yueyang 2004, a share that is not of the total", 13, 140, "7.9", "9.3"},
	} {
		ours := r.ours
		if ours == "" {
			ours = r.printed
		}
		if got := indicator.Percent(r.num, r.den, decimals(r.printed)); got != ours {
			t.Errorf("%s: %d of %d is %s, want %s", r.report, r.num, r.den, got, ours)
		}
	}
}

func decimals(printed string) int {
	for i, c := range printed {
		if c == '.' {
			return len(printed) - i - 1
		}
	}
	return 0
}

// Parts of published reports that do or do not add up to their total.
func TestPublishedPartsAddUp(t *testing.T) {
	for _, r := range []struct {
		report string
		whole  int
		parts  []int
		off    int
	}{
		{"Hengyang 2023", 376, []int{155, 208, 13}, 0},
		{"Hengnan 2019", 149, []int{40, 89, 20}, 0},
		{"Shanghai 2023, of those replied", 820, []int{652, 22, 31, 115}, 0},
		{"Beijing 2025", 973, []int{886, 87}, 0},
		{"Fujian 2013, forms", 1014, []int{781, 204, 29}, 0},
		{"a city 2020", 128, []int{64, 38, 21, 5}, 0},
		{"a city", 93, []int{54, 33, 2, 4}, 0},
		{"Yueyang 2004", 140, []int{56, 68, 13}, 3},
		{"Ruian", 482, []int{460, 24}, -2},
		{"Hengyang, the meeting and the year", 376, []int{359}, 17},
	} {
		n := map[string]int{"whole": r.whole}
		s := indicator.Sum{Whole: "whole"}
		for i, p := range r.parts {
			code := string(rune('a' + i))
			n[code], s.Parts = p, append(s.Parts, code)
		}
		if got := s.Difference(n); got != r.off {
			t.Errorf("%s: off by %d, want %d", r.report, got, r.off)
		}
	}
}

// Shanghai 2023: the units' shares come to 860 for 838 cases. That is right as unit-times and wrong as cases; the two are
// different types, so that the one can never stand under the other.
func TestUnitTimesAreNoCases(t *testing.T) {
	shares := indicator.Counted[suggestion.ShareFilter](860)
	cases := indicator.Counted[suggestion.Filter](838)
	if indicator.Unit[suggestion.ShareFilter]() == indicator.Unit[suggestion.Filter]() || shares.Int() <= cases.Int() {
		t.Error("a unit-time is named like a case")
	}
}

func TestRoundingIsSaidAndNeverForced(t *testing.T) {
	for _, r := range []struct {
		name     string
		parts    []int64
		whole    int64
		decimals int
		want     string
	}{
		{"Hengyang 2023 comes to 100 by itself", []int64{155, 208, 13}, 376, 1, ""},
		{"three thirds do not", []int64{1, 1, 1}, 3, 1, "99.9"},
		{"four classes may go beyond", []int64{64, 38, 21, 5}, 128, 2, "100.01"},
		{"a city of 93 falls short", []int64{54, 33, 2, 4}, 93, 2, "99.99"},
		{"without decimals", []int64{1, 1, 1}, 3, 0, "99"},
		{"of nothing", []int64{0, 0}, 0, 1, ""},
		{"what does not add up is no rounding", []int64{56, 68, 13}, 140, 1, ""},
	} {
		if got := indicator.Rounding(r.parts, r.whole, r.decimals); got != r.want {
			t.Errorf("%s: %q, want %q", r.name, got, r.want)
		}
	}
}

func TestHalvesGoUp(t *testing.T) {
	for _, r := range []struct {
		num, den int64
		decimals int
		want     string
	}{
		{1, 8, 1, "12.5"},
		{1, 8, 0, "13"},
		{1, 16, 1, "6.3"},
		{1, 16, 2, "6.25"},
		{1, 2000, 1, "0.1"},
		{1, 2001, 1, "0.0"},
		{0, 7, 2, "0.00"},
		{7, 7, 0, "100"},
		{1, 3, 9, "33.3333"},
		{2, 3, -1, "67"},
		{13, 376, 3, "3.457"},
		{0, 0, 1, ""},
	} {
		if got := indicator.Percent(r.num, r.den, r.decimals); got != r.want {
			t.Errorf("%d of %d with %d decimals: %s, want %s", r.num, r.den, r.decimals, got, r.want)
		}
	}
}
