package org

import "huiyin/internal/calendar"

// Honour (表彰) is one commendation of a year: of a unit or of a person.
type Honour struct {
	ID, Congress, Session int64
	Kind                  string // unit, person
	Org, Person           int64
	RecordedOn            calendar.Day // when it was written down; empty, before it is entered, for today
	RevokedOn             calendar.Day // from when it is taken back; empty as long as it stands
}

// Same reports whether two are the same honour, whenever each was given.
func (h Honour) Same(o Honour) bool {
	return h.Session == o.Session && h.Kind == o.Kind && h.Org == o.Org && h.Person == o.Person
}
