package casefile

import "testing"

func TestNumberAfter(t *testing.T) {
	for last, want := range map[string]string{
		"闭016": "闭017", "0099": "0100", "999": "1000", "7": "8", "": "", "特": "", "2026-闭-09": "2026-闭-10",
		"99999999999999999999999": "", // no count that a person made
	} {
		if got := numberAfter(last); got != want {
			t.Errorf("after %q: %q, want %q", last, got, want)
		}
	}
}
