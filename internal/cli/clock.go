package cli

import (
	"time"

	"huiyin/internal/calendar"
)

// shifted is the machine's clock moved by days: an installation that shows the invented city stays near the day for which
// the city was made.
type shifted struct {
	now  func() time.Time
	days int
}

// Now is the moved time.
func (s *shifted) Now() time.Time { return s.now().AddDate(0, 0, s.days) }

// shanghai is the day in Shanghai, which has had no summer time since 1991.
func shanghai(t time.Time) calendar.Day { return calendar.DayOf(t.UTC().Add(8 * time.Hour)) }
