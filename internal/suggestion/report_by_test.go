package suggestion_test

import (
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

func TestAPromiseIsReportedOnEveryMonth(t *testing.T) {
	for name, c := range map[string]struct {
		state    flow.State
		progress []calendar.Day
		want     calendar.Day
	}{
		"never yet: a month after the reply":  {suggestion.Promised, nil, "2026-04-02"},
		"a month after it was last spoken of": {suggestion.Promised, []calendar.Day{"2026-03-20", "2026-05-31"}, "2026-06-30"},
		"nothing once it is claimed done":     {suggestion.Claimed, nil, ""},
		"nothing once it is kept":             {suggestion.Kept, nil, ""},
	} {
		r := &suggestion.Reply{DeliveredOn: "2026-03-02"}
		r.No = 3
		k := &suggestion.Commitment{Reply: 3}
		k.State = c.state
		for _, on := range c.progress {
			k.Progress = append(k.Progress, suggestion.Progress{On: on})
		}
		if got := (&suggestion.Case{Replies: []*suggestion.Reply{r}}).ReportBy(k); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
