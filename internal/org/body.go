package org

// Bodies are those that report to the standing committee on the handling of suggestions (一府一委两院), and the party and mass
// bodies, whose handling the deputies' committee reports on (党群系统).
var Bodies = []string{"government", "supervision", "court", "procuratorate", "party"}

// BodyKinds lists the kinds of units that belong to a body; nil for a name that is none.
func BodyKinds(body string) []Kind {
	switch body {
	case "government":
		return []Kind{Department, GovernmentOffice, CountyGov, Company}
	case "supervision":
		return []Kind{Supervision}
	case "court":
		return []Kind{Court}
	case "procuratorate":
		return []Kind{Procuratorate}
	case "party":
		return []Kind{PartyBody}
	}
	return nil
}
