package i18n

import "huiyin/internal/reading"

// Advice writes a finding of the coach: what it advises, and why, with the source where the pack names one.
func (p *Printer) Advice(f reading.Finding) (says, why string) {
	says, why = p.T("coach.say."+f.Key, f.Sentence...), p.T("coach.why."+f.Key)
	switch {
	case f.Source == "":
	case f.Default:
		why += p.T("coach.source_default", "source", f.Source)
	default:
		why += p.T("coach.source", "source", f.Source)
	}
	return says, why
}
