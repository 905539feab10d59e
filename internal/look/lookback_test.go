package look

import "testing"

func TestTheLogIsAgainstAShareThatItContradicts(t *testing.T) {
	good := LogSays{Met: true, Answered: true}
	for _, r := range []struct {
		name   string
		change func(*LogSays)
		want   bool
	}{
		{"met and answered", func(*LogSays) {}, false},
		{"never met", func(s *LogSays) { s.Met = false }, true},
		{"a past year's sheet that tells of no meeting", func(s *LogSays) { s.Met, s.Untold = false, true }, false},
		{"no reply of this round", func(s *LogSays) { s.Answered = false }, true},
		{"a request without an answer", func(s *LogSays) { s.Unanswers = 1 }, true},
		{"a promise whose day has gone by", func(s *LogSays) { s.Unkept = 1 }, true},
		{"a sheet that tells of a promise whose day has gone by", func(s *LogSays) { s.Untold, s.Unkept = true, 1 }, true},
		{"a deputy who is not satisfied", func(s *LogSays) { s.Unhappy = true }, true},
	} {
		says := good
		r.change(&says)
		if got := says.Against(); got != r.want {
			t.Errorf("%s: against %v, want %v", r.name, got, r.want)
		}
	}
}
