package suggestion_test

import (
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

func TestTheTimeOfAPromiseCountsFromItsLastDay(t *testing.T) {
	for name, c := range map[string]struct {
		k    suggestion.Commitment
		want calendar.Day
	}{
		"from the reply":                     {suggestion.Commitment{Reply: 3}, "2026-03-02"},
		"from the day of one made elsewhere": {suggestion.Commitment{On: "2026-04-01"}, "2026-04-01"},
		"spoken of, which moves nothing":     {suggestion.Commitment{Reply: 3, Progress: []suggestion.Progress{{On: "2026-05-01"}}}, "2026-03-02"},
		"from the last of two movings": {suggestion.Commitment{Reply: 3, Progress: []suggestion.Progress{
			{On: "2026-05-01", Until: "2026-06-30"}, {On: "2026-06-20", Until: "2026-07-31"}, {On: "2026-07-01"},
		}}, "2026-06-20"},
	} {
		r := &suggestion.Reply{DeliveredOn: "2026-03-02"}
		r.No = 3
		if got := (&suggestion.Case{Replies: []*suggestion.Reply{r}}).CountedFrom(&c.k); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// Nobody was silent about what was promised only now, or was found not kept only now.
func TestAMonthOfSilenceBeginsWhenTheUnitHasSomethingToSpeakOf(t *testing.T) {
	r := &suggestion.Reply{DeliveredOn: "2026-03-02"}
	r.No = 3
	c := &suggestion.Case{AssignedOn: "2026-01-20", Replies: []*suggestion.Reply{r}}
	spoken := []suggestion.Progress{{On: "2026-04-10"}}
	for name, row := range map[string]struct {
		k    suggestion.Commitment
		want calendar.Day
	}{
		"promised elsewhere than in a reply":          {suggestion.Commitment{On: "2026-06-01"}, "2026-07-01"},
		"promised before, of which no day is told":    {suggestion.Commitment{}, "2026-02-20"},
		"found not kept, long after it was spoken of": {suggestion.Commitment{Reply: 3, Progress: spoken, RatedOn: "2026-06-10"}, "2026-07-10"},
		"found not kept, and spoken of since":         {suggestion.Commitment{Reply: 3, Progress: append(spoken, suggestion.Progress{On: "2026-06-20"}), RatedOn: "2026-06-10"}, "2026-07-20"},
		"spoken of after it was promised elsewhere":   {suggestion.Commitment{On: "2026-03-01", Progress: spoken}, "2026-05-10"},
	} {
		row.k.State = suggestion.Promised
		if got := c.ReportBy(&row.k); got != row.want {
			t.Errorf("%s: %s, want %s", name, got, row.want)
		}
	}
}

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
