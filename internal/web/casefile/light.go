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

// PlanLight is the light of a promise whose time counts from a day: on plan instead of in time, and near when its unit has been reminded as of a limit.
func PlanLight(start, due, today calendar.Day) templates.Light {
	l := Light(start, due, today)
	if l.Kind == templates.LightOK {
		l.Kind = templates.LightPlan
	}
	return l
}

func lightOf(k *suggestion.Clock, today calendar.Day) templates.Light {
	if k == nil || !k.Running() {
		return templates.Light{}
	}
	return Light(k.Start, k.Due, today)
}
