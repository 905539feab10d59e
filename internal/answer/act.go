package answer

import (
	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/rule"
)

// called are the acts that packs call by names of their own, with the setting whose value decides the name.
var called = map[flow.Action]rule.Policy{"hold_meeting": rule.Escalation, "to_letter": rule.ExcludedHandling}

// Act names an act on a case under its pack, the same at every door: what follows a second "not satisfied", and what becomes of a matter that is no
// suggestion, are called what the pack calls them. The pack is nil for what lies under none, as a dossier does.
func Act(p *i18n.Printer, pack *rule.Pack, do flow.Action) string {
	return p.T(actKey(p, pack, do, ""))
}

// ActHint says what an act is for, in the pack's words where there are such; empty where the catalogue says nothing.
func ActHint(p *i18n.Printer, pack *rule.Pack, do flow.Action) string {
	if key := actKey(p, pack, do, ".hint"); p.Has(key) {
		return p.T(key)
	}
	return ""
}

// actKey is action.<do>.<value of the setting> where the catalogue has such words, action.<do> otherwise, each with what follows it.
func actKey(p *i18n.Printer, pack *rule.Pack, do flow.Action, suffix string) string {
	key := "action." + string(do)
	if pack != nil {
		if v, ok := pack.PolicyOf(called[do]); ok && p.Has(key+"."+v.Value+suffix) {
			key += "." + v.Value
		}
	}
	return key + suffix
}
