// Package casefile turns a case as the desk opened it into what its pages show: words in the reader's language, lights, stages,
// lanes and fields. It decides nothing: what may be seen and done was settled before.
package casefile

import (
	"huiyin/internal/calendar"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// nearPercent is the share of a limit after which its light turns amber (临期), as the second reminder.
const nearPercent = 75

// Light returns the light of a limit that still runs.
func Light(start, due, today calendar.Day) templates.Light {
	left := calendar.DaysUntil(today, due)
	switch {
	case due == "":
		return templates.Light{}
	case left < 0:
		return templates.Light{Kind: templates.LightOver, Days: -left}
	case left <= 3 || start != "" && calendar.ReachedPercent(start, due, today) >= nearPercent:
		return templates.Light{Kind: templates.LightNear, Days: left}
	}
	return templates.Light{Kind: templates.LightOK, Days: left}
}

// PlanLight is the light of a promise: on plan instead of in time.
func PlanLight(due, today calendar.Day) templates.Light {
	l := Light("", due, today)
	if left := calendar.DaysUntil(today, due); l.Kind == templates.LightOK || l.Kind == templates.LightNear {
		l.Kind = templates.LightPlan
		if left <= 30 {
			l.Kind = templates.LightNear
		}
	}
	return l
}

func lightOf(k *suggestion.Clock, today calendar.Day) templates.Light {
	if k == nil || !k.Running() {
		return templates.Light{}
	}
	return Light(k.Start, k.Due, today)
}
