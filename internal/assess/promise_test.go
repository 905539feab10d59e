package assess_test

import (
	"testing"

	"huiyin/internal/assess"
	"huiyin/internal/calendar"
	"huiyin/internal/suggestion"
)

func TestAPromiseIsReportedOnEveryMonth(t *testing.T) {
	for name, c := range map[string]struct {
		progress []calendar.Day
		want     calendar.Day
	}{
		"never yet: a month after the reply":  {nil, "2026-04-02"},
		"a month after it was last spoken of": {[]calendar.Day{"2026-03-20", "2026-05-31"}, "2026-06-30"},
	} {
		r := &suggestion.Reply{DeliveredOn: "2026-03-02"}
		r.No = 3
		k := &suggestion.Commitment{Reply: 3}
		for _, on := range c.progress {
			k.Progress = append(k.Progress, suggestion.Progress{On: on})
		}
		if got := assess.ProgressDue(&suggestion.Case{Replies: []*suggestion.Reply{r}}, k); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
