package appraisal

import (
	"slices"

	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

type (
	scoringRule  = flow.Rule[*dossier.X[*Scoring]]
	scoringGuard = []flow.Guard[*dossier.X[*Scoring]]
)

var (
	cutOffPast = dossier.Guard("cut_off_past", func(x *dossier.X[*Scoring]) bool { return x.Doc.CutOff < x.Env.Today })
	itemsDone  = dossier.Guard("score_items_open", func(x *dossier.X[*Scoring]) bool {
		return !slices.ContainsFunc(x.Doc.Items, func(i *Item) bool { return i.State == ItemEntered })
	})
	objectionsDone = dossier.Guard("score_objections_open", func(x *dossier.X[*Scoring]) bool {
		return !slices.ContainsFunc(x.Doc.Objections, func(o *Objection) bool { return o.State == ObjectionFiled })
	})
	byHand            = dossier.Guard("score_by_log", func(x *dossier.X[*Scoring]) bool { return x.Doc.ByHand > 0 })
	inTime            = dossier.Guard("score_objection_late", func(x *dossier.X[*Scoring]) bool { return x.Env.Today <= x.Doc.AppealUntil })
	timeOver          = dossier.Guard("score_objection_time", func(x *dossier.X[*Scoring]) bool { return x.Env.Today > x.Doc.AppealUntil })
	whileFrozen       = dossier.Guard("score_frozen", func(x *dossier.X[*Scoring]) bool { return x.Doc.State == ScoringFrozen })
	otherItem         = dossier.Guard("second_hand", func(x *dossier.X[*Scoring]) bool { return item(x).By != x.Actor.Person.ID })
	otherThanComputed = dossier.SecondPerson(func(s *Scoring) int64 { return s.ComputedBy })
)

// scored lets the office of the government, which may be a unit itself, object for its own sheet.
func scored(s *Scoring, a org.Actor, _ int) []flow.Relation {
	if _, ok := s.Result(a.Post.Org); ok && s.Shown() && a.Post.Role == org.GovOffice {
		return []flow.Relation{suggestion.UnitClerk}
	}
	return nil
}

// ScoringKind is the life of a run: prepared, frozen, entries by hand confirmed by a second person, computed, shown to the units by a second
// person, objections decided, final.
var ScoringKind = dossier.Sort[*Scoring]{
	Called: "scoring", Of: Theme, Public: congress, New: func() *Scoring { return &Scoring{} }, Relation: scored,
	Tables: []flow.Table[*dossier.X[*Scoring]]{
		{Name: "scoring", Rules: []scoringRule{
			{From: []flow.State{""}, Do: "prepare_scoring", By: staff, To: ScoringPrepared, Act: dossier.Act(prepareScoring)},
			{From: []flow.State{ScoringPrepared}, Do: "change_scoring", By: staff, Act: dossier.Act(prepareScoring)},
			{From: []flow.State{ScoringPrepared}, Do: "freeze_scoring", By: staff, If: scoringGuard{cutOffPast}, To: ScoringFrozen, Act: dossier.Act(freezeScoring)},
			{From: []flow.State{ScoringFrozen}, Do: "compute_scoring", By: staff, If: scoringGuard{itemsDone}, To: ScoringComputed, Act: dossier.Act(func(x *dossier.X[*Scoring], c *ComputeScoring) {
				x.Doc.Computed, x.Doc.Results, x.Doc.ComputedBy = c.Digest, c.Results, x.Actor.Person.ID
			})},
			{From: []flow.State{ScoringFrozen}, Do: "enter_score_item", By: staff, If: scoringGuard{byHand}, Act: dossier.Act(enterItem)},
			{From: []flow.State{ScoringComputed}, Do: "show_scoring", By: headOnly, If: scoringGuard{otherThanComputed}, To: ScoringShown, Act: dossier.Act(func(x *dossier.X[*Scoring], _ *suggestion.Nothing) {
				s := x.Doc
				s.ShownOn, s.ShownBy, s.AppealUntil = x.Env.Today, x.Actor.Person.ID, x.Env.Today.AddDays(s.AppealDays)
			})},
			{From: []flow.State{ScoringComputed}, Do: "reopen_scoring", By: staff, To: ScoringFrozen, Act: dossier.Act(func(x *dossier.X[*Scoring], c *suggestion.Reason) {
				x.Doc.Computed, x.Doc.Results, x.Doc.Why = "", nil, c.Reason
			})},
			{From: []flow.State{ScoringShown}, Do: "object_score", By: unit, If: scoringGuard{inTime}, Act: dossier.Act(objectScore)},
			{From: []flow.State{ScoringShown}, Do: "close_score_objections", By: system, When: scoringGuard{timeOver}, To: ScoringHeard, Act: dossier.Move[*Scoring]()},
			{From: []flow.State{ScoringHeard}, Do: "finish_scoring", By: headOnly, If: scoringGuard{objectionsDone}, To: ScoringFinal, Act: dossier.Act(func(x *dossier.X[*Scoring], c *FinishScoring) {
				x.Doc.Final, x.Doc.Results, x.Doc.FinalOn, x.Doc.FinalBy = c.Digest, c.Results, x.Env.Today, x.Actor.Person.ID
			})},
			{From: []flow.State{ScoringPrepared, ScoringFrozen, ScoringComputed}, Do: "drop_scoring", By: headOnly, To: ScoringDropped, Act: dossier.Act(func(x *dossier.X[*Scoring], c *suggestion.Reason) { x.Doc.Why = c.Reason })},
		}},
		{Name: "score_item", Begins: []flow.State{ItemEntered}, Rules: []scoringRule{
			{From: []flow.State{ItemEntered}, Do: "confirm_score_item", By: staff, If: scoringGuard{whileFrozen, otherItem}, To: ItemConfirmed, Act: dossier.Act(func(x *dossier.X[*Scoring], _ *suggestion.Nothing) {
				item(x).ConfirmBy = x.Actor.Person.ID
			})},
			{From: []flow.State{ItemEntered, ItemConfirmed}, Do: "strike_score_item", By: staff, If: scoringGuard{whileFrozen}, To: ItemStruck, Act: dossier.Act(func(x *dossier.X[*Scoring], c *suggestion.Reason) {
				item(x).Why = c.Reason
			})},
		}},
		{Name: "score_objection", Begins: []flow.State{ObjectionFiled}, Rules: []scoringRule{
			{From: []flow.State{ObjectionFiled}, Do: "grant_score_objection", By: headOnly, To: ObjectionGranted, Act: dossier.Act(decideObjection)},
			{From: []flow.State{ObjectionFiled}, Do: "deny_score_objection", By: headOnly, To: ObjectionDenied, Act: dossier.Act(decideObjection)},
		}},
	},
}

func decideObjection(x *dossier.X[*Scoring], c *DecideObjection) {
	o := objection(x)
	o.Grounds, o.DecidedOn, o.DecidedBy = c.Grounds, x.Env.Today, x.Actor.Person.ID
}
