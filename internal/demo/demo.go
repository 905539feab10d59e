// Package demo makes the demonstration city: an invented congress whose cases were walked through the same tables as every
// other case, so that whoever opens it meets real work in every state. Making it is pure; Seed saves it.
package demo

import (
	"huiyin/internal/calendar"
	"huiyin/internal/demo/words"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// World is all that a city depends on: the same World gives the same City, byte for byte.
type World struct {
	Seed     uint64
	Today    calendar.Day // the day on which the city is shown; everything in it happened before
	First    int64        // id of the first row
	Calendar *calendar.Calendar
	Packs    *rule.Book
	Bare     bool // only what is out of the ordinary: tests of many days want no more
}

// Earliest is the first day on which a city can be shown: before it there is no year to look back on.
const Earliest calendar.Day = "2024-06-01"

// City is the demonstration: rows ready to be saved.
type City struct {
	Congresses []org.Congress
	Sessions   []org.Session
	Orgs       []org.Org
	People     []org.Person
	Posts      []org.Post
	Categories []org.Category
	Accounts   []Account
	Honours    []org.Honour
	Cases      []*suggestion.Case
	Events     []suggestion.Event
	Notices    []store.NewNotice
	Dossiers   []store.NewDossier
	Handovers  []Listed
	Readings   []store.Reading
	Rounds     []Asked
	Bundles    []store.ScoreBundle
	Seen       int64 // Unix milliseconds: when the holders of accounts read their notices last
	Next       int64 // the first id that is not used

	Home int64 // the city's own congress
	Now  int64 // the session in motion: the last that has opened
	Last int64 // the finished year before it; 0 when that is the year of the first session
	Past int64 // the finished year 2023
}

// Account is a role account: whoever signs in with it acts in its post.
type Account struct {
	ID     int64
	Role   org.Role
	Name   string
	Person int64
	Post   int64
}

// Build makes the city. An error means that a table refused what the city tells: a mistake in the program.
func Build(w World) (*City, error) {
	b := &builder{City: &City{}, world: w, next: w.First, texts: map[string]*pool{}}
	b.people(words.MakeCity(w.Seed))
	b.sessions()
	if !w.Bare {
		b.past()
		b.lastYear()
		b.thisYear()
	}
	b.early()
	b.handling()
	b.answered()
	b.promises()
	b.elsewhere()
	if !w.Bare {
		b.yearWork()
		b.handovers()
	}
	b.Seen, b.Next = w.Today.AddDays(-looked).Time().UnixMilli()+nine, b.next
	return b.City, b.err
}
