package rule_test

import (
	"slices"
	"testing"

	"huiyin/internal/rule"
)

func TestEveryClockSaysWhatItMeans(t *testing.T) {
	var have []rule.Clock
	for _, l := range rule.Limits {
		have = append(have, l.Clock)
		if l.Late && !l.Unit {
			t.Errorf("%s makes a unit late that it does not bind", l.Clock)
		}
		if l.ForUnit() != l.Late && l.Clock != rule.ReplyMax {
			t.Errorf("%s: a unit sees it %v, is late by it %v", l.Clock, l.ForUnit(), l.Late)
		}
	}
	if !slices.Equal(have, rule.Clocks) {
		t.Errorf("told of %v, the clocks are %v", have, rule.Clocks)
	}
}
