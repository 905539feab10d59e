package casefile

import (
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/web/templates"
)

// The light of a promise is near from the day of the second reminder, like that of a limit: not a month before, whatever time it was given.
func TestPromisesAreNearAsLimitsAre(t *testing.T) {
	for _, k := range []struct {
		name              string
		start, due, today calendar.Day
		want              templates.LightKind
	}{
		{"a hundred days, the day before three quarters are gone", "2026-03-02", "2026-06-10", "2026-05-15", templates.LightPlan},
		{"three quarters are gone", "2026-03-02", "2026-06-10", "2026-05-16", templates.LightNear},
		{"the day itself", "2026-03-02", "2026-06-10", "2026-06-10", templates.LightNear},
		{"the day after", "2026-03-02", "2026-06-10", "2026-06-11", templates.LightOver},
		{"a month given, just begun", "2026-03-02", "2026-04-01", "2026-03-03", templates.LightPlan},
		{"a year given, two months left", "2026-01-01", "2026-12-31", "2026-10-31", templates.LightNear},
		{"moved: the time counts from then", "2026-06-01", "2026-07-11", "2026-06-12", templates.LightPlan},
		{"its beginning is unknown", "", "2026-06-10", "2026-06-06", templates.LightPlan},
		{"its beginning is unknown, three days left", "", "2026-06-10", "2026-06-07", templates.LightNear},
	} {
		if got := PlanLight(k.start, k.due, k.today); got.Kind != k.want {
			t.Errorf("%s: %s, want %s", k.name, got.Kind, k.want)
		}
	}
}
