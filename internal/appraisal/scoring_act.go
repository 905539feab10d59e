package appraisal

import (
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/score"
	"huiyin/internal/suggestion"
)

// PrepareScoring says what a run is about. Scheme and session are chosen from what the congress has.
type PrepareScoring struct {
	Title   string       `json:"title" form:"line,required" max:"100"`
	Of      int64        `json:"of" form:"offer,required"`
	Scheme  string       `json:"scheme" form:"offer,required"`
	CutOff  calendar.Day `json:"cut_off" form:"day,required"`
	Groups  []string     `json:"groups" form:"choices" options:"department,county,vertical,other"`
	Ranking string       `json:"ranking" form:"choice,required" options:"all,group,own"`
	Year    int          `json:"year" form:"-"`
	Name    string       `json:"name" form:"-"`
}

// FreezeScoring freezes the facts: what is recorded later moves nothing.
type FreezeScoring struct {
	Digest     string        `json:"digest" form:"-"`
	Scheme     string        `json:"scheme" form:"-"`
	Version    int           `json:"version" form:"-"`
	AppealDays int           `json:"appeal_days" form:"-"`
	Units      int           `json:"units" form:"-"`
	Cases      int           `json:"cases" form:"-"`
	ByHand     int           `json:"by_hand" form:"-"` // rules that ask for entries
	Levels     []score.Named `json:"levels" form:"-"`
}

// EnterItem enters something that the log cannot tell, with the file that shows it.
type EnterItem struct {
	Unit       int64             `json:"unit" form:"offer,required"`
	Rule       string            `json:"rule" form:"offer,required"`
	Case       int64             `json:"case" form:"case"`
	Document   string            `json:"document" form:"offer"`
	Count      int               `json:"count" form:"number"`
	On         calendar.Day      `json:"on" form:"day,required"`
	Words      string            `json:"words" form:"text,required" max:"1000"`
	Proof      []suggestion.File `json:"proof" form:"files,required" max:"5"`
	Assignment int               `json:"assignment" form:"-"`
	Name       string            `json:"name" form:"-"`
}

// ComputeScoring scores the frozen facts with the confirmed entries.
type ComputeScoring struct {
	Digest  string   `json:"digest" form:"-"`
	Results []Result `json:"results" form:"-"`
}

// ObjectScore is a unit's objection to a fact of one of its items, or to an entry.
type ObjectScore struct {
	Matter     string       `json:"matter" form:"offer,required"`
	Field      string       `json:"field" form:"choice" options:"signed_on,answered_on,due,opinion_on,result,attitude,outcome,contacted,met,visited,rechecked,instructed,urged,ledger_kept,found_solvable,found_hot,found_advice,found_empty"`
	IsDay      calendar.Day `json:"is_day" form:"day"`
	IsWord     string       `json:"is_word" form:"choice" options:"yes,no,satisfied,basically,not_satisfied,solved,in_progress,planned,deferred,reference,infeasible,higher_level"`
	Words      string       `json:"words" form:"text,required" max:"2000"`
	Case       int64        `json:"case" form:"-"`
	Assignment int          `json:"assignment" form:"-"`
	Entry      int          `json:"entry" form:"-"`
	Was        string       `json:"was" form:"-"`
	Is         string       `json:"is" form:"-"`
}

// Check refuses one that says nothing to decide on.
func (c *ObjectScore) Check(x *dossier.X[*Scoring], f *fault.Fields) {
	if c.Entry == 0 && c.Case == 0 {
		f.Add("matter", "field.choice")
	}
	if c.Entry != 0 {
		return
	}
	if c.Field == "" {
		f.Add("field", "field.required")
	}
	if c.Is == c.Was {
		f.Add("is_day", "appraisal.nothing_to_correct")
	}
}

// DecideObjection says why an objection holds or not.
type DecideObjection struct {
	Grounds string `json:"grounds" form:"text,required" max:"2000"`
}

// FinishScoring fixes the result, decisions on objections carried out.
type FinishScoring struct {
	Digest  string   `json:"digest" form:"-"`
	Results []Result `json:"results" form:"-"`
}

func prepareScoring(x *dossier.X[*Scoring], c *PrepareScoring) {
	s := x.Doc
	s.Title, s.Of, s.Year, s.Scheme, s.SchemeName, s.CutOff, s.Groups, s.Ranking = c.Title, c.Of, c.Year, c.Scheme, c.Name, c.CutOff, c.Groups, c.Ranking
}

func freezeScoring(x *dossier.X[*Scoring], c *FreezeScoring) {
	s := x.Doc
	s.Frozen, s.SchemeName, s.SchemeVersion, s.AppealDays, s.Units, s.Cases, s.Levels = c.Digest, c.Scheme, c.Version, c.AppealDays, c.Units, c.Cases, c.Levels
	s.FrozenOn, s.FrozenBy, s.ByHand = x.Env.Today, x.Actor.Person.ID, c.ByHand
}

func enterItem(x *dossier.X[*Scoring], c *EnterItem) {
	x.Doc.Items = append(x.Doc.Items, &Item{
		Part: x.Add(ItemEntered), Unit: c.Unit, Rule: c.Rule, RuleName: c.Name, Case: c.Case, Assignment: c.Assignment, Document: c.Document,
		Count: max(1, c.Count), On: c.On, Words: c.Words, Proof: c.Proof, By: x.Actor.Person.ID,
	})
}

func objectScore(x *dossier.X[*Scoring], c *ObjectScore) {
	o := &Objection{
		Part: x.Add(ObjectionFiled), Unit: x.Actor.Post.Org, On: x.Env.Today, Case: c.Case, Assignment: c.Assignment, Entry: c.Entry, Words: c.Words,
	}
	if c.Entry == 0 {
		o.Field, o.Was, o.Is = c.Field, c.Was, c.Is
	}
	x.Doc.Objections = append(x.Doc.Objections, o)
}

// item returns the entry that a step acts on.
func item(x *dossier.X[*Scoring]) *Item {
	for _, i := range x.Doc.Items {
		if i.No == x.Part {
			return i
		}
	}
	return &Item{}
}

// objection returns the objection that a step acts on.
func objection(x *dossier.X[*Scoring]) *Objection {
	for _, o := range x.Doc.Objections {
		if o.No == x.Part {
			return o
		}
	}
	return &Objection{}
}

// Entries are the confirmed entries as the engine takes them.
func (s *Scoring) Entries() []score.Entry {
	var out []score.Entry
	for _, i := range s.Items {
		if i.State == ItemConfirmed {
			out = append(out, i.Entry())
		}
	}
	return out
}

// Entry is the entry as the engine takes it.
func (i *Item) Entry() score.Entry {
	e := score.Entry{
		No: i.No, Unit: i.Unit, Rule: i.Rule, Case: i.Case, Assignment: i.Assignment, Document: i.Document, Count: i.Count, Words: i.Words, By: i.By, On: i.On,
		Proof: []score.Proof{},
	}
	for _, p := range i.Proof {
		e.Proof = append(e.Proof, score.Proof{Hash: p.Hash, Name: p.Name})
	}
	return e
}

// Appeals are the objections as the engine takes them.
func (s *Scoring) Appeals() []score.Appeal {
	var out []score.Appeal
	for _, o := range s.Objections {
		out = append(out, o.appeal())
	}
	return out
}

func (o *Objection) appeal() score.Appeal {
	ruling := map[any]score.Ruling{ObjectionGranted: score.RulingGranted, ObjectionDenied: score.RulingDenied}[o.State]
	if ruling == "" {
		ruling = score.RulingWaits
	}
	return score.Appeal{
		No: o.No, Unit: o.Unit, FiledOn: o.On, Words: o.Words, Case: o.Case, Assignment: o.Assignment, Field: o.Field, Was: o.Was, Is: o.Is, Entry: o.Entry,
		Ruling: ruling, DecidedOn: o.DecidedOn, DecidedBy: o.DecidedBy, Grounds: o.Grounds,
	}
}
