package score

import (
	"encoding/json"
	"testing"
)

func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  int64
		ok    bool
	}{
		{"5", 500, true},
		{"0.25", 25, true},
		{"0.2", 20, true},
		{"-20", -2000, true},
		{"100000", 100000_00, true},
		{"100001", 0, false},
		{"100000.01", 0, false},
		{"0.125", 0, false},
		{"five", 0, false},
		{"", 0, false},
		{"-", 0, false},
		{"1.", 0, false},
		{".5", 0, false},
		{"1e2", 0, false},
		{"+1", 0, false},
		{"٣", 0, false},
		{"1 000", 0, false},
	} {
		if n, ok := Amount(c.typed).hundredths(); ok != c.ok || ok && n != c.want {
			t.Errorf("%q: %d %v, want %d %v", c.typed, n, ok, c.want, c.ok)
		}
	}
}

// What is typed survives decoding, whatever it is: the complaint can stand beside it.
func TestAmountsInJSON(t *testing.T) {
	for raw, want := range map[string]string{`5`: `5`, `5.50`: `5.5`, `"5"`: `5`, `"five"`: `"five"`, `" 2 "`: `2`, `null`: `""`, `1e2`: `"1e2"`, `-0`: `0`} {
		var a Amount
		if err := json.Unmarshal([]byte(raw), &a); err != nil {
			t.Errorf("%s: %v", raw, err)
		}
		if got, _ := json.Marshal(a); string(got) != want {
			t.Errorf("%s: written %s, want %s", raw, got, want)
		}
	}
}

func TestPointsInJSON(t *testing.T) {
	for raw, want := range map[string]Points{`0`: 0, `20`: 2000, `-1.25`: -125, `0.5`: 50, `-0.05`: -5} {
		var p Points
		if err := json.Unmarshal([]byte(raw), &p); err != nil || p != want {
			t.Errorf("%s: %d, %v", raw, p, err)
		}
		if got, _ := json.Marshal(p); string(got) != raw {
			t.Errorf("%s: written %s", raw, got)
		}
	}
	var p Points
	for _, raw := range []string{`0.125`, `"x"`, `1e3`} {
		if err := json.Unmarshal([]byte(raw), &p); err == nil {
			t.Errorf("%s: read as %s", raw, p)
		}
	}
}

func TestHalvesGoUp(t *testing.T) {
	for _, c := range []struct{ n, of, want int64 }{
		{1, 2, 1}, {-1, 2, 0}, {3, 2, 2}, {-3, 2, -1}, {1, 3, 0}, {2, 3, 1}, {-2, 3, -1}, {0, 7, 0}, {10, 5, 2}, {2499, 1000, 2}, {2500, 1000, 3},
	} {
		if got := halfUp(c.n, c.of); got != c.want {
			t.Errorf("%d/%d: %d, want %d", c.n, c.of, got, c.want)
		}
	}
}
