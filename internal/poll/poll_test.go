package poll_test

import (
	"testing"

	"huiyin/internal/poll"
	"huiyin/internal/suggestion"
)

func TestTheOutcomeIsTheBestLevelThatMoreThanHalfStandBehind(t *testing.T) {
	for _, v := range []struct {
		who     string
		rule    string
		counts  poll.Counts
		members int
		want    suggestion.Rating
	}{
		{"eleven of twenty", poll.OfMembers, poll.Counts{Satisfied: 11}, 20, suggestion.Satisfied},
		{"half is not more than half", poll.OfMembers, poll.Counts{Satisfied: 10, Not: 10}, 20, suggestion.NotSatisfied},
		{"with the middle level", poll.OfMembers, poll.Counts{Satisfied: 10, Basically: 1}, 20, suggestion.Basically},
		{"those who stayed away count against", poll.OfMembers, poll.Counts{Satisfied: 9}, 20, suggestion.NotSatisfied},
		{"but not among those who voted", poll.OfCast, poll.Counts{Satisfied: 9, Abstained: 8}, 20, suggestion.Satisfied},
		{"abstentions are ballots", poll.OfCast, poll.Counts{Satisfied: 9, Abstained: 9}, 20, suggestion.NotSatisfied},
		{"all abstained", poll.OfCast, poll.Counts{Abstained: 20}, 20, ""},
		{"nothing drawn", poll.OnlyMarks, poll.Counts{Satisfied: 20}, 20, ""},
	} {
		if got := poll.Outcome(v.rule, v.counts, v.members); got != v.want {
			t.Errorf("%s: %q, want %q", v.who, got, v.want)
		}
	}
}

func TestQuorumIsMoreThanHalf(t *testing.T) {
	for members, want := range map[int]int{1: 1, 2: 2, 35: 18, 36: 19} {
		if got := poll.Quorum(members); got != want {
			t.Errorf("of %d: %d, want %d", members, got, want)
		}
	}
}
