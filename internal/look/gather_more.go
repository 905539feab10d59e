package look

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// attention tells how much the matter is in people's minds, and how much in the unit's.
func (g *gatherer) attention() {
	var signed, solved, years, press, letters []Ref
	for _, s := range g.c.Signatures {
		if s.State == suggestion.Confirmed {
			signed = append(signed, g.last(s.No, "confirm"))
		}
	}
	g.count(Cosigners, signed)
	g.truth(WholeTeam, g.c.Kind == suggestion.Delegation, g.events(0, "start_draft", "born_of_split", "record_history")...)
	seen := map[int]bool{}
	for _, s := range g.x.Similar {
		if s.Case == g.c.ID {
			continue
		}
		if s.Solved {
			solved = append(solved, Ref{Case: s.Case})
		}
		if s.Year < g.year {
			years = append(years, Ref{Case: s.Case})
			seen[s.Year] = true
		}
	}
	g.count(AlikeSolved, solved)
	g.add(SimilarYears, len(seen), years...)
	for _, p := range g.x.Press {
		if p.On <= g.x.On {
			press = append(press, Ref{Entry: p.ID, Kind: "press"})
		}
	}
	g.count(PressReports, press)
	weight := 0
	for _, l := range g.x.Letters {
		if l.On <= g.x.On {
			weight += max(1, l.People)
			letters = append(letters, Ref{Entry: l.ID, Kind: "public"})
		}
	}
	g.add(PublicWeight, weight, letters...)
	g.instructions()
	g.contacts()
}

func (g *gatherer) instructions() {
	g.count(Instructions, append(g.events(0, "instruct"), g.events(g.a.No, "instruct_unit")...))
}

// contacts counts meetings, and the days by which the first contact came too late. Disputed ones never took place. Where the pack
// sets no limit, a first contact on the day of the reply or after it is late, by those days and one.
func (g *gatherer) contacts() {
	var met []Ref
	var first *suggestion.Contact
	for _, k := range g.c.Contacts {
		if k.Assignment != g.a.No || k.State == suggestion.Disputed || k.On > g.x.On {
			continue
		}
		if k.Way != "phone" {
			met = append(met, Ref{Seq: g.noted(k), Part: k.No})
		}
		if first == nil || k.On < first.On {
			first = k
		}
	}
	g.count(FaceToFace, met)
	when := g.x.On
	var refs []Ref
	if first != nil {
		when, refs = first.On, []Ref{{Seq: g.noted(first), Part: first.No}}
	}
	late := 0
	switch limit := g.c.Clock(rule.Contact, g.a.No); {
	case limit != nil && !limit.Void:
		late = calendar.DaysUntil(limit.Due, when)
	case limit == nil && g.a.FirstOn != "":
		late = calendar.DaysUntil(g.a.FirstOn, when) + 1
	}
	g.add(ContactLate, max(0, late), refs...)
}

// noted finds the act that noted a contact: it is an act on the share, and the contact's number was given by it.
func (g *gatherer) noted(k *suggestion.Contact) int {
	nth := 0
	for _, o := range g.c.Contacts {
		if o.Assignment == k.Assignment && o.No <= k.No {
			nth++
		}
	}
	if acts := g.events(k.Assignment, "note_contact"); nth <= len(acts) && nth > 0 {
		return acts[nth-1].Seq
	}
	return 0
}

// advice tells whether the suggestion is more than a wish, and whether anybody said so.
func (g *gatherer) advice() {
	text := g.last(0, "submit", "born_of_split", "record_history")
	g.truth(Researched, slices.Contains([]string{"research", "seminar", "visit"}, g.c.About.Origin), text)
	n := 0
	for _, r := range g.c.Text.Requests {
		if letters(r) >= g.x.Book.RequestRunes {
			n++
		}
	}
	g.add(Operable, n, text)
	g.truth(Valued, g.c.Excellent || g.c.KeyLevel != "", text)
	var plans []Ref
	for _, p := range g.x.Plans {
		if p.Year == g.year {
			plans = append(plans, Ref{Entry: p.ID, Kind: "plan"})
		}
	}
	g.count(Planned, plans)
}

// reply reads the reply in force.
func (g *gatherer) reply() {
	if g.r == nil {
		for _, code := range []Code{ThinAnswers, Copies, Specifics} {
			g.add(code, 0)
		}
		return
	}
	thin := max(0, len(g.c.Text.Requests)-len(g.r.Answers))
	for _, a := range g.r.Answers {
		if letters(a) < g.x.Book.ThinRunes {
			thin++
		}
	}
	g.add(ThinAnswers, thin, g.delivery()...)
	copies := g.x.Texts.Copies(g.c, g.r)
	g.add(Copies, len(copies), append(g.delivery(), copies...)...)
	g.add(Specifics, 0, g.delivery()...)
	g.out[len(g.out)-1].read = func() int { return g.x.Read(body(g.c, g.r)).Specifics() } // few rules ever come to ask for it
}

// public counts what people who are not deputies said since the reply.
func (g *gatherer) public() {
	since := g.x.On.AddDays(1)
	if g.r != nil {
		since = g.r.DeliveredOn
	}
	people := 0
	var letters, surveys []Ref
	for _, l := range g.x.Letters {
		if l.Unhappy && l.On >= since && l.On <= g.x.On {
			people += max(1, l.People)
			letters = append(letters, Ref{Entry: l.ID, Kind: "public"})
		}
	}
	g.add(PublicUnhappy, people, letters...)
	asked, unhappy := 0, 0
	for _, s := range g.x.Survey {
		if s.On >= since && s.On <= g.x.On {
			asked, unhappy = asked+s.Asked, unhappy+s.Unhappy
			surveys = append(surveys, Ref{Entry: s.ID, Kind: "survey"})
		}
	}
	percent := 0
	if asked >= max(1, g.x.Book.SurveyAsked) {
		percent = unhappy * 100 / asked
	}
	g.add(SurveyUnhappy, percent, surveys...)
}
