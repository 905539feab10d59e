package answer

import (
	"huiyin/internal/i18n"
	"huiyin/internal/rule"
)

// naming are the settings whose value decides what a pack calls things: what follows a second "not satisfied", and what becomes of a matter that is no
// suggestion.
var naming = []rule.Policy{rule.Escalation, rule.ExcludedHandling}

// Under is a printer that calls everything what a pack calls it: acts, states and notices, in labels as in refusals, the same at every door. The words
// stand in the catalogue beside the common ones, as <key>.<value of the setting>. Who is signed in reads under the pack of the congress, and what is
// said of a case under the pack of the case. Without a pack the printer stays as it is.
func Under(p *i18n.Printer, pack *rule.Pack) *i18n.Printer {
	if pack == nil {
		return p
	}
	var values []string
	for _, name := range naming {
		if v, ok := pack.PolicyOf(name); ok {
			values = append(values, v.Value)
		}
	}
	return p.Calling(values...)
}
